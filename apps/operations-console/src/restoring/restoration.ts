import type { Database } from '#database/database.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { JourneyOfJournal } from '#journal/folded-journal.js';
import { requestMessages } from '#journal/journal-messages.js';
import type { KafkaConnection } from '#kafka/client.js';
import type { KafkaProducer } from '#kafka/producer.js';
import { openNotices } from '#register/notice.js';
import { deliverAgain } from '#register/redelivery.js';
import { type Beginning, enrolmentOf, type JourneyRuns } from './journey-runs.js';
import { type UnpublishedDecision, unpublishedDecisions } from './unpublished-decisions.js';
import { foldedJournal } from './whole-journal.js';

/** Which journeys are restored: these, or all there are. */
export type Wanted = 'all' | readonly string[];

/** A journey that is left as it is because its journal does not follow from some record on. */
export type RefusedJourney = { readonly journeyId: string } & NonNullable<
  JourneyOfJournal['fault']
>;

/** What restoring did, or would do. */
export type Restored = {
  /** Started with the state their journal gives. */
  readonly started: readonly string[];
  /** Enrolled and started once, and nothing of them in the journal: started with their enrolment. */
  readonly begunAnew: readonly string[];
  readonly running: number;
  readonly closed: number;
  readonly refused: readonly RefusedJourney[];
  /** Asked for, and in neither journal nor register. */
  readonly unknown: readonly string[];
  /** Events that event-intake was told to deliver again. */
  readonly deliveredAgain: number;
  /** Requests that may not have reached their partners and were sent again, under their own ids. */
  readonly sentAgain: number;
  /** Recalls and suspensions whose workflows were told to look. */
  readonly noticesWoken: number;
  readonly unpublishedDecisions: readonly UnpublishedDecision[];
};

const atOnce = 16;

/** Brings journeys back whose workflows are gone. Interrupted, it is called again: what runs is left alone. */
export class Restoration {
  constructor(
    private readonly kafka: KafkaConnection,
    private readonly database: Database,
    private readonly runs: JourneyRuns,
    private readonly producer: Pick<KafkaProducer, 'publish'>,
  ) {}

  async restore(wanted: Wanted, isDryRun: boolean): Promise<Restored> {
    const isWanted = (id: string): boolean => wanted === 'all' || wanted.includes(id);
    const journeys = await foldedJournal(this.kafka, isWanted);
    const sound = journeys.flatMap(({ state, fault }) =>
      state === null || fault !== null ? [] : [state],
    );
    const open = sound.filter(({ stage }) => stage !== 'closed');
    // Before the start: what is interrupted here is missing still, and sent again.
    const sentAgain = isDryRun ? 0 : await this.sendAgain(journeys, open);
    const told = new Set(journeys.map(({ journeyId }) => journeyId));
    const untold = (await this.startedEnrolments(isWanted)).filter(
      ({ journeyId }) => !told.has(journeyId),
    );
    const started = await this.startMissing(
      open.map((resumed) => ({ resumed })),
      isDryRun,
    );
    const begunAnew = await this.startMissing(
      untold.map((enrolment) => ({ enrolment })),
      isDryRun,
    );
    const openIds = [...open, ...untold].map(({ journeyId }) => journeyId);
    return {
      started,
      begunAnew,
      running: openIds.length - started.length - begunAnew.length,
      closed: sound.length - open.length,
      refused: journeys.flatMap(({ journeyId, fault }) =>
        fault === null ? [] : [{ journeyId, ...fault }],
      ),
      unknown:
        wanted === 'all' ? [] : wanted.filter((id) => !told.has(id) && !openIds.includes(id)),
      // Also those that run: a restoration that was interrupted may have started them.
      sentAgain,
      noticesWoken: isDryRun ? 0 : await this.wakeNotices(),
      deliveredAgain: isDryRun ? 0 : await deliverAgain(this.database, openIds),
      unpublishedDecisions: await unpublishedDecisions(this.database, journeys, isWanted),
    };
  }

  /** A journal is published before the requests in it: the last ones may have been lost with Temporal. */
  private async sendAgain(
    journeys: readonly JourneyOfJournal[],
    open: readonly JourneyState[],
  ): Promise<number> {
    const missing = new Set<string>();
    for (const resumed of open) {
      if (await this.runs.isMissing({ resumed })) missing.add(resumed.journeyId);
    }
    const messages = journeys
      .filter(({ journeyId }) => missing.has(journeyId))
      .flatMap(({ lastRequests }) => lastRequests.flatMap(requestMessages));
    await this.producer.publish(messages);
    return messages.length;
  }

  private async wakeNotices(): Promise<number> {
    const notices = await openNotices(this.database);
    for (const notice of notices) await this.runs.wakeNotice(notice);
    return notices.length;
  }

  private async startMissing(
    beginnings: readonly Beginning[],
    isDryRun: boolean,
  ): Promise<readonly string[]> {
    const started: string[] = [];
    for (let from = 0; from < beginnings.length; from += atOnce) {
      const some = beginnings.slice(from, from + atOnce);
      const results = await Promise.all(
        some.map(async (one) => (isDryRun ? this.runs.isMissing(one) : this.runs.startAgain(one))),
      );
      started.push(
        ...some.filter((_, index) => results[index]).map((one) => enrolmentOf(one).journeyId),
      );
    }
    return started;
  }

  /** An enrolment that was never started is started by the API's own sweep. */
  private async startedEnrolments(
    isWanted: (journeyId: string) => boolean,
  ): Promise<readonly Enrolment[]> {
    const rows = await this.database
      .selectFrom('register.enrolment')
      .select(['journey_id', 'enrolment'])
      .where('started_at', 'is not', null)
      .execute();
    // Only the register writes this column.
    return rows
      .filter(({ journey_id: id }) => isWanted(id))
      .map(({ enrolment }) => enrolment as Enrolment);
  }
}
