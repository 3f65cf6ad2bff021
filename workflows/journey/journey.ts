import { condition, workflowInfo } from '@temporalio/workflow';
import type { DecisionCommand, DecisionOutcome } from '#domain/decisions/decision-command.js';
import { evaluate } from '#domain/gates/gates.js';
import type { Command } from '#domain/journey/command.js';
import { decide } from '#domain/journey/decide.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { adoptedState } from '#domain/journey/adopted-state.js';
import { enrol, react, type Reaction, reactToDecision } from '#domain/journey/react.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { isPassedInStage, type JourneyState } from '#domain/journey/state.js';
import type { GateName } from '#domain/journey/vocabulary.js';
import type { RequestType } from '#domain/requests/requests.js';
import { stepOf } from '#domain/protocol.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import { type Instant, toInstant } from '#domain/time/instant.js';
import { digest } from './digest.js';
import { foreignNamesIn, type NamedIdentifier } from './named-identifiers.js';
import type { JourneyInput } from './messages.js';
import { showToOperators, type ShownAttributes } from './visibility.js';

type Applied = Exclude<Command, { kind: 'enrol' | 'decision' }>;

/**
 * One journey in a run of its workflow: its state, its clock and the records not yet published. Whatever changes it is
 * synchronous, so that messages apply whole and in order.
 */
export class Journey {
  state: JourneyState;
  clock: JourneyClock;
  /** How often a stage was entered in this run, or the journey closed. */
  stagesEntered = 0;
  /** How often time was looked at, so that who waits looks again. */
  looks = 0;
  /** How many signals came in this run. */
  signals = 0;
  /** Whether this run should end and another go on with the state. */
  isToContinueAsNew = false;
  /** Whether something is under way that would be lost if the run ended now. */
  isBusy = false;
  /** Other journeys' names that events of this run carried, until the register was told. */
  foreignNames: NamedIdentifier[] = [];
  /** The records that the brokers are not known to have, oldest first. */
  unpublished: readonly JournalRecord[] = [];
  /** Whether some of them are on their way. */
  isPublishing = false;
  /** What the history held when the run began: the state that it was handed. */
  readonly historyBytesAtStart = workflowInfo().historySize;
  private shown: ShownAttributes | undefined;

  constructor(input: JourneyInput) {
    this.clock = input.clock;
    if ('resumed' in input) {
      this.state = adoptedState(input.resumed);
      this.unpublished = input.unpublished ?? [];
      if (input.reopening !== undefined) this.decide(input.reopening);
    } else {
      const begun = enrol(input.enrolment, this.now(), digest);
      this.state = begun.state;
      this.unpublished = begun.records;
    }
    this.show();
  }

  /** Journey time. */
  now(): Instant {
    return toInstant(journeyTimeAt(this.clock, Date.now()));
  }

  get isPublished(): boolean {
    return this.unpublished.length === 0;
  }

  /** The records that go next, oldest first: at most `most`, and more than one only within `characters` of JSON. */
  recordsToPublish(most: number, characters: number): readonly JournalRecord[] {
    let length = 0;
    const end = this.unpublished.findIndex((record, index) => {
      length += JSON.stringify(record).length;
      return index > 0 && (index === most || length > characters);
    });
    return this.unpublished.slice(0, end === -1 ? this.unpublished.length : end);
  }

  published(count: number): void {
    this.unpublished = this.unpublished.slice(count);
  }

  /** Takes inbound events, in order, each once for the journey's life. */
  receive(events: readonly JourneyEvent[]): void {
    this.applyAll(events.map((event) => ({ kind: 'receive', event })));
  }

  decide(command: DecisionCommand): DecisionOutcome {
    const taken = { ...command, takenAt: toInstant(Date.now()) };
    const reaction = reactToDecision(this.state, taken, this.now(), digest);
    this.take(reaction);
    if (reaction.records.length > 0) this.show();
    return reaction.outcome;
  }

  /** Asks a partner what the stage needs; whatever was asked before is not asked again. */
  ask(...requests: readonly RequestType[]): void {
    this.applyAll(requests.map((type) => ({ kind: 'request', type })));
  }

  /**
   * Waits at a gate and passes it; whenever the journey changes or time was looked at, it asks again, so that what can only
   * be asked later is asked then. A gate within a stage that was passed stays passed, also over the end of a run.
   */
  async gate(name: GateName, ...asking: readonly RequestType[]): Promise<void> {
    if (name !== this.nextGate && isPassedInStage(this.state, name)) return;
    for (;;) {
      this.ask(...asking);
      if (this.isOpen(name)) break;
      await condition(this.onceChanged(() => this.isOpen(name) || this.isToAsk(asking)));
    }
    this.apply({ kind: 'pass-gate', gate: name });
  }

  private isOpen(gate: GateName): boolean {
    return evaluate(gate, this.state, this.now()).isOpen;
  }

  private isToAsk(requests: readonly RequestType[]): boolean {
    const now = this.now();
    return requests.some(
      (type) => decide(this.state, { kind: 'request', type }, now, digest).length > 0,
    );
  }

  /** A condition that is worked out anew only when the journey has changed or time was looked at since. */
  private onceChanged(ask: () => boolean): () => boolean {
    let { state, looks } = this;
    return () => {
      if (this.state === state && this.looks === looks) return false;
      ({ state, looks } = this);
      return ask();
    };
  }

  /** Raises what is due by now and lets everybody who waits look again. */
  timePassed(graceMs: number): void {
    this.looks += 1;
    this.apply({ kind: 'time-passed', graceMs });
    this.show();
  }

  apply(command: Applied): void {
    this.applyAll([command]);
  }

  /** Operators are shown what all of them together came to. */
  private applyAll(commands: readonly Applied[]): void {
    const { state } = this;
    for (const command of commands) this.take(react(this.state, command, this.now(), digest));
    if (this.state !== state) this.show();
  }

  private take({ state, records }: Reaction): void {
    if (records.length === 0) return;
    this.state = state;
    this.unpublished = [...this.unpublished, ...records];
    for (const record of records) this.notice(record);
  }

  private show(): void {
    this.shown = showToOperators(this, this.shown);
  }

  /** Long stretches end a run where little is under way: on entering follow-up and after each of its visits. */
  private notice(record: JournalRecord): void {
    const { type, data } = record;
    this.foreignNames.push(...foreignNamesIn(record));
    if (type === 'stage.entered' || type === 'journey.closed') this.stagesEntered += 1;
    if (data.stageAfter !== 'follow-up') return;
    if (type === 'stage.entered' || type === 'follow-up.completed') this.isToContinueAsNew = true;
  }

  /** The gate that leads out of the present stage. */
  get nextGate(): GateName | undefined {
    return this.state.stage === 'closed' ? undefined : stepOf(this.state.stage).gate;
  }
}
