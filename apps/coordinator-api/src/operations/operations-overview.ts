import { type Caller, everySite, sitesOf } from '#access/caller.js';
import type {
  OperationsOverview,
  StuckJourney,
} from '#contracts/http/operations-overview.schema.js';
import type { Person } from '#contracts/http/session.schema.js';
import type { Database } from '#database/database.js';
import { criticalities } from '#domain/status/criticality.js';
import type { AlertPages } from '#register/alert-pages.js';
import { parkedSince, waitingGroups } from '#register/received-trouble.js';
import type { Finding, WatchdogFindings } from '#register/watchdog-findings.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import type { WatchdogNews } from '../journeys/watchdog-news.js';
import type { ReaderLag } from './reader-lag.js';

/** What the overview depends on. */
export type OverviewPorts = {
  readonly database: Database;
  readonly findings: WatchdogFindings;
  readonly pages: Pick<AlertPages, 'troubleSince'>;
  readonly watchdog: Pick<WatchdogNews, 'state'>;
  readonly lag: Pick<ReaderLag, 'readers'>;
  /** Where histories are read; null where no page of Temporal is configured. */
  readonly temporal: Person['temporal'];
};

type Shown = Omit<StuckJourney, 'findings'>;

const parkedForMs = 7 * 86_400_000;
const mostParked = 200;
const toldForMs = 86_400_000;

/** What operations look at first. */
export class OperationsReading {
  constructor(private readonly ports: OverviewPorts) {}

  async overview(caller: Caller): Promise<OperationsOverview> {
    const { database, findings, watchdog, lag, pages } = this.ports;
    const now = Date.now();
    const [open, beat, readers, waiting, parked, told] = await Promise.all([
      findings.open(),
      findings.heartbeat(),
      lag.readers(),
      waitingGroups(database),
      parkedSince(database, new Date(now - parkedForMs).toISOString(), mostParked),
      pages.troubleSince(new Date(now - toldForMs).toISOString()),
    ]);
    return {
      asOf: new Date(now).toISOString(),
      watchdog: { state: watchdog.state, lookedAt: beat?.beatAt ?? null },
      alarms: open.filter(({ isJourney }) => !isJourney).map(toldAlarm),
      pages: told,
      stuck: await this.stuck(caller, open),
      readers,
      waiting: [...waiting],
      parked: { total: parked.total, events: [...parked.events] },
      quarantine: await this.quarantine(caller),
    };
  }

  private async stuck(caller: Caller, open: readonly Finding[]): Promise<StuckJourney[]> {
    const byJourney = Map.groupBy(
      open.filter(({ isJourney }) => isJourney),
      ({ about }) => about,
    );
    const journeys = await this.journeys(caller, [...byJourney.keys()]);
    return journeys
      .map((journey) => ({
        ...journey,
        findings: (byJourney.get(journey.journeyId) ?? []).map(({ kind, text, since }) => ({
          kind,
          text,
          since,
        })),
      }))
      .toSorted((one, other) => rankOf(one) - rankOf(other) || byAge(one, other));
  }

  private async quarantine(caller: Caller): Promise<OperationsOverview['quarantine']> {
    const rows = await this.ports.database
      .selectFrom('read_model.quarantine')
      .select(['journey_id', 'partition', 'offset', 'reason'])
      .orderBy('journey_id')
      .execute();
    const journeys = await this.journeys(
      caller,
      rows.map(({ journey_id: id }) => id),
    );
    return rows.flatMap(({ journey_id: id, ...place }) => {
      const journey = journeys.find(({ journeyId }) => journeyId === id);
      return journey === undefined ? [] : [{ ...journey, ...place }];
    });
  }

  /** Those of the journeys that belong to sites at which the caller is operations. */
  private async journeys(caller: Caller, ids: readonly string[]): Promise<readonly Shown[]> {
    if (ids.length === 0) return [];
    const sites = sitesOf(caller, ['operations']);
    const rows = await this.ports.database
      .selectFrom('read_model.journey')
      .select(['journey_id', 'treating_site', 'collection_site', 'product', 'stage', 'criticality'])
      .where('journey_id', 'in', [...ids])
      .where((where) =>
        sites === everySite
          ? where.lit(true)
          : where.or([where('treating_site', 'in', sites), where('collection_site', 'in', sites)]),
      )
      .execute();
    return rows.map(({ journey_id: journeyId, treating_site: site, product, ...row }) => ({
      journeyId,
      site,
      product,
      stage: row.stage,
      criticality: row.criticality,
      history: this.historyOf(journeyId),
    }));
  }

  private historyOf(journeyId: string): string | null {
    const { temporal } = this.ports;
    if (temporal === null) return null;
    const workflow = encodeURIComponent(journeyWorkflowId(journeyId));
    return `${temporal.url}/namespaces/${temporal.namespace}/workflows/${workflow}`;
  }
}

function toldAlarm({ kind, about, text, since }: Finding): OperationsOverview['alarms'][number] {
  return { kind, about, text, since };
}

function rankOf({ criticality }: StuckJourney): number {
  return criticalities.findIndex((one) => one === criticality);
}

function byAge(one: StuckJourney, other: StuckJourney): number {
  return sinceOf(one).localeCompare(sinceOf(other));
}

function sinceOf({ findings }: StuckJourney): string {
  return findings.map(({ since }) => since).toSorted()[0] ?? '';
}
