import type { Client } from '@temporalio/client';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { AffectedJourneys } from '#register/affected-journeys.js';
import type { Recalls } from '#register/recalls.js';
import type { SiteStandings } from '#register/site-standings.js';
import { noticeStart } from '#workflows/notices/messages.js';

/** What noticing depends on. */
export type NoticePorts = {
  readonly recalls: Recalls;
  readonly sites: SiteStandings;
  readonly affected: AffectedJourneys;
  readonly temporal: Client;
};

const types: readonly string[] = ['lot.recalled', 'site.suspended', 'site.reinstated'];

/** Whether an event concerns every journey that has to do with a lot or a site, whatever its subject. */
export function isNotice({ type }: Pick<InboundEvent, 'type'>): boolean {
  return types.includes(type);
}

const manufacturer = /^urn:v2v:manufacturer:/;

/** Whether an event is one by which a manufacturer could take back what it recalled. */
export function mayTakeBackNotice({
  type,
  source,
}: Pick<InboundEvent, 'type' | 'source'>): boolean {
  return type === 'record.retracted' && manufacturer.test(source);
}

/** Recalls and suspensions, from their events to the workflows that tell everybody. */
export class Notices {
  constructor(private readonly ports: NoticePorts) {}

  /** Returns when the notice is in the register and its workflow will look; rejects to be repeated. */
  async take(event: InboundEvent): Promise<void> {
    const { recalls, sites, affected } = this.ports;
    const named = isJourneyIdentifier(event.subject) ? event.subject : null;
    const notice =
      event.type === 'lot.recalled' ? await recalls.open(event, named) : await sites.take(event);
    if (named !== null) await affected.add(notice, named);
    await this.wake(notice);
  }

  /** Whether an event takes back a word of a recall, which every journey that was told it has to hear, whatever its subject. */
  async takesBack(event: InboundEvent): Promise<boolean> {
    const notice = await this.ports.recalls.retract(event);
    if (notice !== undefined) await this.wake(notice);
    return notice !== undefined;
  }

  /** Lets the workflow of a notice look again, or begin again. */
  async wake(notice: string): Promise<void> {
    const { type, options } = noticeStart(notice);
    await this.ports.temporal.workflow.signalWithStart(type, options);
  }

  /** Quality lifted the hold of a recall, or its journey could not take it. */
  async disposed({ journeyId, recallId, disposition }: Disposition): Promise<void> {
    const notices = await this.ports.affected.disposed(journeyId, recallId, disposition);
    for (const notice of notices) await this.wake(notice);
  }

  /** A journey that was told while it was closed runs again and is told for itself. */
  async reopened(journeyId: string): Promise<void> {
    const notices = await this.ports.affected.forgetClosed(journeyId);
    for (const notice of notices) await this.wake(notice);
  }
}

/** What was decided about a recall for one journey. */
export type Disposition = {
  readonly journeyId: string;
  readonly recallId: string;
  readonly disposition: string;
};
