import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '#database/database.js';
import type { JourneyState } from '#domain/journey/state.js';
import { tasksOf } from '#domain/status/tasks.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import { toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type { PartnerRegistry } from '#partners/registry.js';
import type {
  AlertChannelName,
  AlertPage,
  AlertPages,
  RaisedAlert,
} from '#register/alert-pages.js';
import type { OnCallLists } from '#register/on-call-lists.js';
import type { AlertChannel } from './alert-channel.js';
import { alertMessage } from './alert-text.js';
import { calledOn, waysTo } from './whom-to-tell.js';

/** What paging depends on; without a channel nobody is paged outside the page. */
export type AlertPagerPorts = {
  readonly database: Database;
  readonly pages: AlertPages;
  readonly onCall: Pick<OnCallLists, 'of'>;
  readonly registry: PartnerRegistry;
  readonly channels: Readonly<Partial<Record<AlertChannelName, AlertChannel>>>;
  readonly clock: JourneyClock;
  readonly environment: string;
  readonly publicUrl: string | undefined;
  readonly logger: Logger;
};

const everyMs = 1_000;
const atOnce = 50;
/** What was raised longer ago is history, as after a rebuild or an import, and what could not be told is given up. */
const longestMs = 3_600_000;

/** Tells people on call of alerts: plans each step once, and sends it until it is taken, answered or too old. */
export class AlertPager implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private paging: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly ports: AlertPagerPorts) {}

  onApplicationBootstrap(): void {
    if (Object.keys(this.ports.channels).length > 0) this.next();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.paging;
  }

  /** Plans what was raised and sends what is due. */
  async page(): Promise<void> {
    const { pages, clock, logger } = this.ports;
    const since = toInstant(journeyTimeAt(clock, Date.now() - longestMs));
    const unheard = await pages.plan(since, async (alert) => this.toldOf(alert));
    for (const { journeyId, siteId, severity } of unheard) {
      logger.error({ journeyId, siteId, severity }, 'nobody is on call for this alert');
    }
    for (const page of await pages.take(atOnce)) await this.send(page);
  }

  private next(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.paging = this.page()
        .catch((error: unknown) =>
          this.ports.logger.error({ err: error }, 'people on call cannot be told of alerts'),
        )
        .finally(() => this.next());
    }, everyMs);
  }

  private async toldOf(alert: RaisedAlert) {
    const { onCall, channels } = this.ports;
    const list = await onCall.of(alert.siteId);
    const names = Object.keys(channels) as AlertChannelName[];
    return waysTo(calledOn(list?.people ?? [], alert), alert, names);
  }

  private async send(page: AlertPage): Promise<void> {
    const { pages, channels, logger, registry, environment, publicUrl } = this.ports;
    const { pageId, journeyId, channel, siteId } = page;
    const what = await this.present(page);
    if (what === undefined) return pages.settle(pageId, 'answered');
    const siteName = registry.siteById(siteId)?.name ?? siteId;
    try {
      await channels[channel]?.(alertMessage(page, { what, siteName, environment, publicUrl }));
    } catch (error) {
      logger.error({ err: error, pageId, journeyId, channel }, 'an alert could not be told');
      const isTooOld = Date.now() - Date.parse(page.plannedAt) > longestMs;
      return isTooOld ? pages.settle(pageId, 'given-up') : pages.later(pageId);
    }
    await pages.settle(pageId, 'sent');
  }

  /** What the alert says as long as nobody has answered it. */
  private async present({ journeyId, alertId }: AlertPage): Promise<string | undefined> {
    const row = await this.ports.database
      .selectFrom('read_model.journey')
      .select('state')
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const state = row.state as JourneyState;
    return tasksOf(state, state.lastTime).find(({ name }) => name === `alert/${alertId}`)?.text;
  }
}
