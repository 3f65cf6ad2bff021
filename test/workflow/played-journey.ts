import { createHash } from 'node:crypto';
import { type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { Agenda } from '../../apps/partner-simulator/src/agenda/agenda.js';
import {
  type DisturbanceRates,
  undisturbed,
} from '../../apps/partner-simulator/src/agenda/disturbances.js';
import { ownPersona } from '../../apps/partner-simulator/src/journeys/persona.js';
import { SimulatedJourney } from '../../apps/partner-simulator/src/journeys/simulated-journey.js';
import { castOf } from '../../apps/partner-simulator/src/network/cast.js';
import type { PlannedDecision } from '../../apps/partner-simulator/src/story/decisions.js';
import { type Fate, kindFate } from '../../apps/partner-simulator/src/story/fate.js';
import {
  patientOf,
  type Placement,
  type SimulatedPatient,
} from '../../apps/partner-simulator/src/story/patient.js';
import type { PlannedEvent } from '../../apps/partner-simulator/src/story/planned-event.js';
import type { DecisionCommand, DecisionOutcome } from '#domain/decisions/decision-command.js';
import { wakesAt } from '#domain/deadlines/steps.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { evolve } from '#domain/journey/evolve.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { protocolVersion as newestVersion } from '#domain/journey/journal.js';
import type { DetailOf } from '#domain/journey/record-detail.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import { statusOf } from '#domain/status/journey-status.js';
import { identityClock } from '#domain/time/clock.js';
import { toInstant } from '#domain/time/instant.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import type { RuleSlice } from '#products/products.js';
import { digest } from '#workflows/journey/digest.js';
import {
  decideUpdate,
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
  rollSignal,
} from '#workflows/journey/messages.js';
import { enrolmentOf, rulesOf } from '../partner-simulator/enrolment-of.js';
import { isUnanswered, signedDecision } from './played-decision.js';
import type { Theatre } from './theatre.js';

const registry = new PartnerRegistry(demonstrationNetwork);
const mostStepMs = 6 * 3_600_000;
const longestWaitMs = 60_000;
const longestAnswerMs = 3_000;
const mostAttempts = 10;
const longestSilenceMs = 2_000;
let begun = 0;

/** What a play may change of the patient's fate and of the way the events travel. */
export type Direction = {
  readonly seed?: number;
  readonly placement?: Placement;
  readonly fate?: Partial<Fate>;
  readonly rates?: Partial<Omit<DisturbanceRates, 'invalid'>>;
  /** The version of the protocol that its first run begins under; the newest where none is said. */
  readonly protocolVersion?: number;
  /** The rules it is enrolled under; those in force where none are said. */
  readonly rules?: RuleSlice;
};

/** A journey of the real workflow with the simulator's partners and people around it. */
export class PlayedJourney {
  readonly handle: WorkflowHandle;
  readonly decisions: {
    readonly type: string;
    readonly outcome: DecisionOutcome;
    readonly command: DecisionCommand;
  }[] = [];
  /** Its runs, oldest first. */
  readonly runIds: string[];
  private isRunToEnd = false;
  private probes = 0;
  private probed = '';
  /** What was sent and is not known to be applied. */
  private unconfirmed: JourneyEvent[] = [];
  private readonly source: string;
  private readonly known: SimulatedJourney;
  private readonly agenda: Agenda;

  private constructor(
    private readonly theatre: Theatre,
    readonly journeyId: string,
    patient: SimulatedPatient,
    rules: RuleSlice,
    runId: string,
    { seed = 1, rates }: Direction,
  ) {
    this.runIds = [runId];
    this.source = `urn:v2v:site:${patient.siteId}`;
    this.handle = theatre.environment.client.workflow.getHandle(journeyWorkflowId(journeyId));
    this.agenda = new Agenda(seed, { ...undisturbed, ...rates });
    this.known = new SimulatedJourney(
      ownPersona(seed, patient, journeyId),
      castOf(registry, rules),
      rules.lymphodepletion.regimens[0]?.id ?? '',
    );
    theatre.journal.follow(journeyId, (record) => this.read(record));
  }

  /** Enrols a patient; without a direction nothing bad happens. */
  static async begin(theatre: Theatre, direction: Direction = {}): Promise<PlayedJourney> {
    const { environment } = theatre;
    const now = toInstant(await environment.currentTimeMs());
    const placement = direction.placement ?? {
      siteId: 'northgate',
      product: 'tisagenlecleucel',
      indication: 'lbcl',
    };
    const drawn = patientOf(direction.seed ?? 1, 0, [placement], now.slice(0, 10));
    const patient = { ...drawn, fate: { ...kindFate(drawn.fate), ...direction.fate } };
    begun += 1;
    const serial = createHash('sha256').update(`journey ${begun}`).digest();
    const journeyId = journeyIdentifier(serial);
    const rules = rulesOf(patient, now, registry);
    const enrolledUnder = direction.rules ?? rules;
    const enrolment = enrolmentOf(patient, { journeyId, rules: enrolledUnder, at: now }, registry);
    const { protocolVersion = newestVersion } = direction;
    const input: JourneyInput = { enrolment, protocolVersion, clock: identityClock };
    const { firstExecutionRunId } = await environment.client.workflow.start(journeyWorkflowType, {
      workflowId: journeyWorkflowId(journeyId),
      taskQueue: journeyTaskQueue,
      args: [input],
    });
    return new PlayedJourney(theatre, journeyId, patient, rules, firstExecutionRunId, direction);
  }

  /** What the journal says. */
  get folded(): JourneyState | null {
    return this.journal.reduce<JourneyState | null>(
      (state, record) => evolve(state, record, digest.hash),
      null,
    );
  }

  /**
   * The state once everything sent is applied and published with what follows from it, as the journal tells it. A document
   * attached is applied after all that was sent before, and one attached after that was published is published after all
   * that followed. A query would do, had the test server an answer to one that meets a run just ending.
   */
  async state(): Promise<JourneyState> {
    await this.probe();
    await this.probe();
    await this.nextRunWhereOneIsDue();
    const { folded } = this;
    if (folded === null) throw new Error('nothing is published');
    return folded;
  }

  private async probe(): Promise<void> {
    if (this.closed !== null) return;
    this.probes += 1;
    const id = `probe-${this.probes}`;
    const time = await this.now();
    const data = { kind: 'probe', sha256: '', documentId: id };
    await this.send({ id, source: this.source, type: 'document.attached', time, data });
    let silentUntil = Date.now() + longestSilenceMs;
    await this.until('everything sent is published', async () => {
      if (this.closed !== null || this.probed === id) return true;
      if (Date.now() > silentUntil) {
        // The test server loses a signal that meets a run just ending; sent again it counts once.
        for (const event of this.unconfirmed) await this.signal(event);
        silentUntil = Date.now() + longestSilenceMs;
      }
      return false;
    });
    this.unconfirmed = [];
  }

  /** Asks the journey to go on in a new run and waits for it. */
  async roll(): Promise<void> {
    await this.handle.signal(rollSignal);
    await this.untilNextRun();
  }

  /** Waits until a workflow task of the present run has failed with such a message. */
  async untilTaskFailed(message: RegExp): Promise<void> {
    await this.until(`a task fails with ${message}`, async () => {
      const { events } = await this.handle.fetchHistory();
      const { loadedDataConverter } = this.theatre.environment.client.options;
      const errors = await Promise.all(
        (events ?? []).map(async ({ workflowTaskFailedEventAttributes: failed }) =>
          decodeOptionalFailureToOptionalError(loadedDataConverter, failed?.failure),
        ),
      );
      return errors.some((error) => message.test(error?.message ?? ''));
    });
  }

  private get closed(): JourneyState | null {
    return this.journal.at(-1)?.data.stageAfter === 'closed' ? this.folded : null;
  }

  private async nextRunWhereOneIsDue(): Promise<void> {
    if (!this.isRunToEnd || this.closed !== null) return;
    let next = this.runIds.at(-1) ?? '';
    await this.until('the next run has begun', async () => {
      next = (await this.handle.describe()).runId;
      return !this.runIds.includes(next);
    });
    this.runIds.push(next);
    this.isRunToEnd = false;
  }

  /** Waits for a condition, at most a minute. */
  async until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + longestWaitMs;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error(`waited too long until ${what} (${this.whereabouts})`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  private get whereabouts(): string {
    const last = this.journal.at(-1);
    return `${this.journal.length} records, the last ${last?.type} in ${last?.data.stageAfter}`;
  }

  get journal(): readonly JournalRecord[] {
    return this.theatre.journal.of(this.journeyId);
  }

  /** Plays until a stage is reached, or to the end. Fails when nothing more would ever happen. */
  async playUntil(stage: Stage): Promise<JourneyState> {
    for (;;) {
      const state = await this.settled();
      if (state.stage === stage || state.stage === 'closed') return state;
      await this.advance(state);
    }
  }

  /** Plays until a record of this type is written. */
  async playUntilRecorded(type: string): Promise<JourneyState> {
    for (;;) {
      const state = await this.settled();
      if (this.journal.some((record) => record.type === type)) return state;
      await this.advance(state);
    }
  }

  /** Waits until a record of this type is written, and does nothing for it. */
  async untilRecorded(type: string): Promise<void> {
    await this.until(`${type} is recorded`, () =>
      this.journal.some((record) => record.type === type),
    );
  }

  /** Waits until the run of the journey is another than was known. */
  async untilNextRun(): Promise<void> {
    this.isRunToEnd = true;
    await this.nextRunWhereOneIsDue();
  }

  /** Journey time. */
  async now(): Promise<string> {
    return toInstant(await this.theatre.environment.currentTimeMs());
  }

  /** Has the treating site report something that just happened. */
  async report(type: string, data: JourneyEvent['data']): Promise<void> {
    this.probes += 1;
    await this.send({
      id: `report-${this.probes}`,
      source: this.source,
      type,
      time: await this.now(),
      data,
    });
  }

  /** Sends one event as the intake does: again, when it met a run just ending, until the next one takes it. */
  async send(event: JourneyEvent): Promise<void> {
    this.unconfirmed.push(event);
    await this.until('a run takes the event', () => this.signal(event));
  }

  private async signal(event: JourneyEvent): Promise<boolean> {
    try {
      await this.handle.signal(event.type, event);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError && this.closed === null) return false;
      throw error;
    }
  }

  /** Submits a decision once more, as it was. */
  async repeat(command: DecisionCommand): Promise<DecisionOutcome> {
    return this.answerTo(command);
  }

  async decide(type: string, data: DecisionCommand['data'] = {}): Promise<DecisionOutcome> {
    return this.submit({ type: type as PlannedDecision['type'], data, basis: null, occasion: '' });
  }

  /** Waits until everything sent is applied and published and nobody has anything to decide. */
  private async settled(): Promise<JourneyState> {
    for (;;) {
      await this.publishDue();
      const state = await this.state();
      if (state.stage === 'closed') return state;
      const now = toInstant(await this.theatre.environment.currentTimeMs());
      const decision = this.known.decisionOn(statusOf(state, now, digest));
      if (decision === null) return state;
      const outcome = await this.submit(decision);
      if (outcome.outcome !== 'accepted') return state;
    }
  }

  private async publishDue(): Promise<void> {
    const now = await this.theatre.environment.currentTimeMs();
    const due = this.agenda.due(now);
    for (const { event } of due) await this.send(asJourneyEvent(event));
  }

  private async advance(state: JourneyState): Promise<void> {
    const { environment } = this.theatre;
    const now = await environment.currentTimeMs();
    const wake = wakesAt(state, toInstant(now), 0);
    const times = [this.agenda.nextAt, wake === undefined ? undefined : Date.parse(wake)];
    const planned = times.filter((at) => at !== undefined);
    if (planned.length === 0) throw new Error(this.explain(state));
    const next = Math.min(...planned);
    // A moment longer, so that the journey's own timer has fired when its state is asked for.
    const step = Math.max(0, next - now) + 1_000;
    // While toxicity is watched, what people decide changes with the hours.
    await environment.sleep(state.stage === 'monitoring' ? Math.min(step, mostStepMs) : step);
  }

  private explain({ stage }: JourneyState): string {
    return `nothing more happens in ${stage}; decided last: ${JSON.stringify(this.decisions.slice(-2))}`;
  }

  private async submit(planned: PlannedDecision): Promise<DecisionOutcome> {
    const command = signedDecision(planned, await this.now());
    const outcome = await this.answerTo(command);
    this.decisions.push({ type: command.type, outcome, command });
    return outcome;
  }

  /** Brings the journey, which has ended, back with a decision, as operations do. */
  async reopen(type = 'reopen-journey'): Promise<void> {
    await this.handle.result();
    const { folded } = this;
    if (folded === null) throw new Error('nothing is published');
    const planned = { type: type as PlannedDecision['type'], data: { reason: 'late result' } };
    const wanted = { ...planned, basis: null, occasion: '' };
    const reopening = signedDecision(wanted, await this.now());
    const clock = identityClock;
    const input: JourneyInput = {
      clock,
      protocolVersion: newestVersion,
      resumed: folded,
      reopening,
    };
    const { environment } = this.theatre;
    const { firstExecutionRunId } = await environment.client.workflow.start(journeyWorkflowType, {
      workflowId: journeyWorkflowId(this.journeyId),
      taskQueue: journeyTaskQueue,
      args: [input],
    });
    this.runIds.push(firstExecutionRunId);
  }

  /**
   * Submits a decision as clients do: one that is not answered in time is repeated as it is, with the same key, and counts
   * once.
   */
  private async answerTo(command: DecisionCommand): Promise<DecisionOutcome> {
    const { client } = this.theatre.environment;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.withDeadline(Date.now() + longestAnswerMs, () =>
          this.handle.executeUpdate(decideUpdate, {
            args: [command],
            updateId: `${command.keyHash}/${attempt}`,
          }),
        );
      } catch (error) {
        if (attempt === mostAttempts || !isUnanswered(error)) throw error;
      }
    }
  }

  private read(record: JournalRecord): void {
    if (record.type === 'document.attached') this.probed = record.data.fact?.id ?? '';
    const { type: recorded } = record;
    const isLongStretch = record.data.stageAfter === 'follow-up';
    this.isRunToEnd ||=
      isLongStretch && (recorded === 'stage.entered' || recorded === 'follow-up.completed');
    if (record.type !== 'request.sent') return;
    const { type, requestId, partnerId, dueAt, data } = record.data
      .detail as DetailOf['request.sent'];
    const withdrawn = data['withdraws'];
    if (typeof withdrawn === 'string') this.agenda.withdraw(withdrawn, Date.parse(record.time));
    const kind = registry.partnerById(partnerId)?.kind;
    if (kind === undefined) throw new Error(`${partnerId} is no partner`);
    const asked = { requestId, dueAt, coi: this.journeyId, ...data };
    const { journeyId: subject } = this;
    const request = { id: requestId, type, subject, time: record.time, partnerId, data: asked };
    this.agenda.plan(this.known.answer(kind, request));
  }
}

function asJourneyEvent(planned: PlannedEvent): JourneyEvent {
  const { requestid: requestId, topic: _topic, subject: _subject, ...event } = planned;
  return { ...event, requestId };
}
