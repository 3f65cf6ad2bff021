import type { DecisionOutcome } from '../src/decisions/decision-command.js';
import { decisionRule, meaningOf, type DecisionType } from '../src/decisions/decision-table.js';
import { wakesAt } from '../src/deadlines/steps.js';
import { evaluate } from '../src/gates/gates.js';
import type { Evaluation, Requirement } from '../src/gates/requirement.js';
import type { Arrangement } from '../src/journey/arrangement.js';
import type { Command } from '../src/journey/command.js';
import type { Enrolment, PartnerPart } from '../src/journey/enrolment.js';
import type { JourneyEvent } from '../src/journey/event.js';
import { enrol, react, type Reaction, reactToDecision } from '../src/journey/react.js';
import type { Digest, JournalRecord } from '../src/journey/record.js';
import type { JourneyState } from '../src/journey/state.js';
import type { GateName } from '../src/journey/vocabulary.js';
import type { RequestType } from '../src/requests/requests.js';
import { type Instant, isBefore, plusHours, plusMinutes } from '../src/time/instant.js';
import { partners } from './northgate.js';
import { plainDigest } from './plain-digest.js';

/** Who says something and when; the journey's own partner and now when left out. */
export type Telling = {
  readonly by?: PartnerPart;
  readonly source?: string;
  readonly id?: string;
  readonly time?: Instant;
};

/** Who decides; the first role of the decision, signed as the decision needs, when left out. */
export type Deciding = {
  readonly basis?: string | null;
  readonly role?: string;
  readonly persons?: readonly string[];
  readonly signatures?: readonly string[];
  /** How long after the signatures the journey takes the decision. */
  readonly takenAfterMinutes?: number;
  readonly meaning?: string;
  /** The roles of those who sign, in their order. */
  readonly roles?: readonly string[];
  /** The rules and parties that the decision brings along. */
  readonly arrangement?: Arrangement;
  readonly key?: string;
  readonly body?: string;
};

/** The event that a partner's telling becomes. */
export function eventOf(
  type: string,
  data: JourneyEvent['data'],
  telling: Required<Pick<Telling, 'id' | 'time'>> & Telling,
): JourneyEvent {
  const { id, time, by = 'clinic', source = partners[by].source } = telling;
  return { id, source, type, time, data };
}

/**
 * One journey that is told step by step: events, decisions, requests, gates and time. It keeps every record; `fork` branches
 * it, so that one telling serves many tests.
 */
export class ToldJourney {
  state: JourneyState;
  records: JournalRecord[];
  now: Instant;
  private told = 0;

  private constructor(
    reaction: Reaction,
    now: Instant,
    readonly digest: Digest,
  ) {
    this.state = reaction.state;
    this.records = [...reaction.records];
    this.now = now;
  }

  static enrolled(enrolment: Enrolment, digest: Digest = plainDigest): ToldJourney {
    const { enrolledAt } = enrolment;
    return new ToldJourney(enrol(enrolment, enrolledAt, digest), enrolledAt, digest);
  }

  fork(): ToldJourney {
    const { state, records, now, digest } = this;
    const branch = new ToldJourney({ state, records }, now, digest);
    branch.told = this.told;
    return branch;
  }

  /** Moves on by hours, without anybody looking at the clock. */
  later(hours: number): this {
    this.now = plusHours(this.now, hours);
    return this;
  }

  at(instant: Instant): this {
    this.now = instant;
    return this;
  }

  /** An event arrives. */
  tell(type: string, data: JourneyEvent['data'], telling: Telling = {}): this {
    this.told += 1;
    const event = eventOf(type, data, { id: `e${this.told}`, time: this.now, ...telling });
    return this.receive(event);
  }

  receive(...events: readonly JourneyEvent[]): this {
    for (const event of events) this.command({ kind: 'receive', event });
    return this;
  }

  /** Somebody decides; the answer is the journey's. */
  decide(
    type: DecisionType,
    data: Readonly<Record<string, unknown>> = {},
    deciding: Deciding = {},
  ): DecisionOutcome {
    const rule = decisionRule(type);
    const role = deciding.role ?? rule?.roles[0] ?? 'physician';
    const roles = deciding.roles ?? rule?.signatories;
    const persons =
      deciding.persons ?? (rule?.persons === 2 ? [`${role}-1`, `${role}-2`] : [`${role}-1`]);
    const signed = deciding.signatures ?? (rule?.signed === true ? persons : []);
    const key = deciding.key ?? `key-${this.records.length}-${type}-${persons.join('-')}`;
    const reaction = reactToDecision(
      this.state,
      {
        type,
        data,
        basis: deciding.basis ?? null,
        actor: { id: persons[0] ?? '', name: persons[0] ?? '', role },
        signatures: signed.map((subject, index) => ({
          subject,
          printedName: subject,
          meaning: deciding.meaning ?? meaningOf(type, data) ?? '',
          signedAt: this.now,
          jws: 'jws',
          ...(roles?.[index] === undefined ? {} : { role: roles[index] }),
        })),
        ...this.beside(deciding),
        keyHash: key,
        bodyHash: deciding.body ?? `${type} ${JSON.stringify(data)}`,
      },
      this.now,
      this.digest,
    );
    this.take(reaction);
    return reaction.outcome;
  }

  private beside({ arrangement, takenAfterMinutes }: Deciding) {
    return {
      ...(arrangement === undefined ? {} : { arrangement }),
      ...(takenAfterMinutes === undefined
        ? {}
        : { takenAt: plusMinutes(this.now, takenAfterMinutes) }),
    };
  }

  /** The stage asks partners. */
  ask(...types: readonly RequestType[]): this {
    for (const type of types) this.command({ kind: 'request', type });
    return this;
  }

  pass(gate: GateName): this {
    return this.command({ kind: 'pass-gate', gate });
  }

  /** Somebody looks at the clock. */
  look(graceMs = 0): this {
    return this.command({ kind: 'time-passed', graceMs });
  }

  /** Time goes by as the workflow's one timer sees it: it wakes at every instant at which time alone changes something. */
  waitUntil(instant: Instant, graceMs = 0): this {
    for (;;) {
      const next = wakesAt(this.state, this.now, graceMs);
      if (next === undefined || !isBefore(next, instant)) break;
      this.at(next).look(graceMs);
    }
    return this.at(instant).look(graceMs);
  }

  command(command: Exclude<Command, { kind: 'enrol' | 'decision' }>): this {
    this.take(react(this.state, command, this.now, this.digest));
    return this;
  }

  gate(gate: GateName): Evaluation {
    return evaluate(gate, this.state, this.now);
  }

  requirement(gate: GateName, id: string): Requirement {
    const found = this.gate(gate).requirements.find((one) => one.id === id);
    if (found === undefined) throw new RangeError(`${gate} has no requirement ${id}`);
    return found;
  }

  /** The ids of the requirements of a gate that are not met. */
  unmet(gate: GateName): readonly string[] {
    return this.gate(gate)
      .requirements.filter((one) => !one.met)
      .map((one) => one.id);
  }

  /** The types of the records written since a point of the journal (a count of records). */
  typesSince(count: number): readonly string[] {
    return this.records.slice(count).map((record) => record.type);
  }

  recordsOf(type: string): readonly JournalRecord[] {
    return this.records.filter((record) => record.type === type);
  }

  private take(reaction: Reaction): void {
    this.state = reaction.state;
    this.records.push(...reaction.records);
  }
}
