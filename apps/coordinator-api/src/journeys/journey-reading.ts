import { type Caller, everySite, sitesOf } from '#access/caller.js';
import { clinicalRoles, people } from '#access/role.js';
import type { JourneyList, JourneyListQuery } from '#contracts/http/journey-list.schema.js';
import type { TimelineQuery } from '#contracts/http/timeline.schema.js';
import type { Database } from '#database/database.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import type { Alert, JourneyState } from '#domain/journey/state.js';
import { toInstant } from '#domain/time/instant.js';
import type { PartnerRegistry } from '#partners/registry.js';
import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { type OnTheWay, onTheWayTo } from '#register/received-on-the-way.js';
import type { PatientVault } from '#vault/patient-vault.js';
import type { AccessRecords } from '../access/access-records.js';
import { ProblemError } from '../problems/problem-error.js';
import { listJourneys } from './journey-list.js';
import { readTimeline, type Timeline } from './journey-timeline.js';
import type { JourneyWorkflows } from './journey-workflows.js';
import type { KnownJourneys } from './known-journeys.js';
import { gapOf } from './projection-stopped.js';
import {
  ofEarlier,
  type StatusWithContacts,
  statusWithContacts,
  withWatch,
} from './status-with-contacts.js';
import type { WatchdogNews } from './watchdog-news.js';

/** What reading journeys depends on; `now` is journey time in epoch milliseconds. */
export type ReadingPorts = {
  readonly database: Database;
  readonly vault: PatientVault;
  readonly registry: PartnerRegistry;
  readonly accesses: AccessRecords;
  readonly known: KnownJourneys;
  readonly workflows: JourneyWorkflows;
  readonly clock: JourneyClock;
  readonly watchdog: WatchdogNews;
  readonly reviews: Pick<ClosedJourneyReviews, 'open'>;
  readonly now: () => number;
};

/** Lists, statuses and timelines as one caller may see them. */
export class JourneyReading {
  constructor(private readonly ports: ReadingPorts) {}

  async list(caller: Caller, query: JourneyListQuery): Promise<JourneyList> {
    const { database, now } = this.ports;
    return listJourneys(database, query, {
      sites: sitesOf(caller, people),
      byRecordNumber: query.q === undefined ? [] : await this.byRecordNumber(caller, query.q),
      now: toInstant(now()),
    });
  }

  /** `strong` asks the journey itself, as does a journey that is enrolled and not projected yet. */
  async status(
    caller: Caller,
    journeyId: string,
    consistency: 'eventual' | 'strong',
  ): Promise<StatusWithContacts> {
    const { known, workflows, registry, watchdog, now } = this.ports;
    const journey = await known.readable(caller, journeyId);
    const asked =
      consistency === 'strong' || journey.state === undefined
        ? await workflows.state(journeyId)
        : undefined;
    const state = asked ?? outlived(journey.state, consistency);
    if (state === undefined && journey.state !== undefined) {
      throw new ProblemError('unavailable', {
        detail:
          'The journey itself does not answer. Without consistency=strong there is what was known of it last.',
      });
    }
    if (state === undefined) {
      throw new ProblemError('unavailable', {
        detail: 'The journey is enrolled and about to start; ask again in a moment.',
      });
    }
    const received = await this.received(journeyId);
    const described = statusWithContacts(state, toInstant(now()), registry);
    const alerts = [...described.alerts, ...(await this.reviewsOf(state))];
    const present = { ...described, received, alerts };
    const status = withWatch(present, watchdog.gapsOf(journeyId));
    const stopped = asked === undefined ? await known.stopped(journeyId) : undefined;
    return stopped === undefined ? status : ofEarlier(status, stopped);
  }

  async timeline(caller: Caller, journeyId: string, query: TimelineQuery): Promise<Timeline> {
    const { known, database } = this.ports;
    await known.readable(caller, journeyId);
    const stopped = await known.stopped(journeyId);
    const page = await readTimeline(database, journeyId, query);
    return { ...page, dataGaps: stopped === undefined ? [] : [gapOf(stopped)] };
  }

  private async received(journeyId: string): Promise<readonly OnTheWay[]> {
    const { database, clock } = this.ports;
    const events = await onTheWayTo(database, journeyId);
    return events.map((event) => ({
      ...event,
      receivedAt: toInstant(journeyTimeAt(clock, Date.parse(event.receivedAt))),
    }));
  }

  /** What came for a closed journey and people have to look into stands among its alerts. */
  private async reviewsOf({ journeyId, stage }: JourneyState): Promise<readonly Alert[]> {
    if (stage !== 'closed') return [];
    const { reviews, clock } = this.ports;
    return (await reviews.open(journeyId)).map(({ kind, about, raisedAt }) => ({
      alertId: `closed-journey-${kind}/${about}`,
      kind: `closed-journey-${kind}`,
      severity: 'today',
      raisedAt: toInstant(journeyTimeAt(clock, Date.parse(raisedAt))),
      acknowledgedBy: null,
    }));
  }

  /** Who may not know identity learns nothing by searching for it; who may is written down. */
  private async byRecordNumber(caller: Caller, recordNumber: string): Promise<readonly string[]> {
    const sites = sitesOf(caller, clinicalRoles);
    if (sites !== everySite && sites.length === 0) return [];
    const { vault, known, accesses } = this.ports;
    const found: string[] = [];
    for (const journeyId of await vault.journeysOf(recordNumber)) {
      const roles = await known.rolesOf(caller, journeyId);
      const role = roles.find((held) => clinicalRoles.includes(held));
      if (role === undefined) continue;
      await accesses.write({
        subject: caller.subject,
        role,
        journeyId,
        route: 'GET /api/v1/journeys',
        outcome: 'found',
      });
      found.push(journeyId);
    }
    return found;
  }
}

/** A closed journey outlives its workflow in the read model; of an open one that is not certain enough for who asks strongly. */
function outlived(
  known: JourneyState | undefined,
  consistency: 'eventual' | 'strong',
): JourneyState | undefined {
  return consistency === 'eventual' || known?.stage === 'closed' ? known : undefined;
}
