import type { DecisionCommand, DecisionOutcome } from '../decisions/decision-command.js';
import { decisionBasis, isBasisOf } from '../decisions/basis.js';
import { refusalOf } from '../decisions/refusal.js';
import { secondRefusal } from '../decisions/second-signature.js';
import type { Instant } from '../time/instant.js';
import type { Command } from './command.js';
import { consequences } from './consequences.js';
import { decide } from './decide.js';
import type { Enrolment } from './enrolment.js';
import { holdPlaced } from './hold.js';
import { append } from './journal.js';
import type { DetailOf } from './record-detail.js';
import type { Digest, JournalRecord, Receipt, RecordDraft } from './record.js';
import type { JourneyState } from './state.js';

/** The state after a command and the records that lead to it, numbered and chained. */
export type Reaction = {
  readonly state: JourneyState;
  readonly records: readonly JournalRecord[];
};

const maximumRounds = 200;

/** When nothing more followed from a state: at the same instant nothing does, however often it is asked. */
const cameToRest = new WeakMap<JourneyState, Instant>();

/** Begins a journey: its first record. */
export function enrol(enrolment: Enrolment, at: Instant, digest: Digest): Reaction {
  const draft: RecordDraft = {
    type: 'journey.enrolled',
    actor: { kind: 'person', ...enrolment.enrolledBy },
    detail: { enrolment } satisfies DetailOf['journey.enrolled'],
  };
  const { state, record } = append(null, draft, enrolment.journeyId, at, undefined, digest);
  const { probableDuplicateOf } = enrolment;
  if (probableDuplicateOf === undefined) return { state, records: [record] };
  const held = holdPlaced('duplicate-enrolment', probableDuplicateOf);
  const next = append(state, held, enrolment.journeyId, at, record.data.sequence, digest);
  return { state: next.state, records: [record, next.record] };
}

/**
 * Applies a command and everything that follows from it, until nothing more follows.
 * @throws Error when consequences do not come to rest, which is a fault of the rules.
 */
export function react(
  state: JourneyState,
  command: Exclude<Command, { kind: 'enrol' }>,
  now: Instant,
  digest: Digest,
): Reaction {
  return settle(state, decide(state, command, now, digest), now, digest);
}

function settle(
  state: JourneyState,
  drafts: readonly RecordDraft[],
  now: Instant,
  digest: Digest,
): Reaction {
  let current = state;
  // Time alone may have taken the ground from something, even where nothing else was to be written.
  let open = drafts.length === 0 ? following(state, now, digest) : drafts;
  const records: JournalRecord[] = [];
  for (let round = 0; open.length > 0; round += 1) {
    if (round > maximumRounds) throw new Error('consequences do not come to rest');
    for (const draft of open) {
      const causedBy = records[0]?.data.sequence;
      const next = append(current, draft, state.journeyId, now, causedBy, digest);
      current = next.state;
      records.push(next.record);
    }
    open = following(current, now, digest);
  }
  return { state: current, records };
}

function following(state: JourneyState, now: Instant, digest: Digest): readonly RecordDraft[] {
  if (cameToRest.get(state) === now) return [];
  const drafts = consequences(state, now, digest);
  if (drafts.length === 0) cameToRest.set(state, now);
  return drafts;
}

/** A reaction to a decision, with the answer for who decided. */
export type DecisionReaction = Reaction & { readonly outcome: DecisionOutcome };

/** Takes a decision: answered from its receipt when its key is known, else applied or refused, once. */
export function reactToDecision(
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
  digest: Digest,
): DecisionReaction {
  const known = state.receipts[command.keyHash];
  if (known !== undefined) {
    const outcome: DecisionOutcome =
      known.bodyHash === command.bodyHash
        ? (known.outcome as DecisionOutcome)
        : { outcome: 'conflict', code: 'key-reused', version: state.sequence };
    return { state, records: [], outcome };
  }
  const basis = decisionBasis(state, command.type, now, digest);
  if (command.basis !== null && !isBasisOf(command.basis, state, command.type, now, digest)) {
    const outcome = {
      outcome: 'conflict' as const,
      code: 'basis-changed' as const,
      version: state.sequence,
      basis,
    };
    return { state, records: [], outcome };
  }
  const refusal = refusalOf(state, command, now) ?? secondRefusal(state, command, basis, now);
  const drafts = decide(state, { kind: 'decision', decision: command }, now, digest);
  const [first, ...rest] = drafts;
  if (first === undefined) throw new Error('a decision always leaves a record');
  const version = state.sequence + drafts.length;
  const detail = first.detail as DetailOf['decision.recorded'] | undefined;
  const outcome: DecisionOutcome =
    refusal === null
      ? {
          outcome: detail?.awaitingSecond === true ? 'awaiting-second' : 'accepted',
          version,
          effects: drafts.map((draft) => draft.type),
        }
      : { outcome: 'refused', version, ...refusal };
  const receipt: Receipt = { keyHash: command.keyHash, bodyHash: command.bodyHash, outcome };
  return { ...settle(state, [{ ...first, receipt }, ...rest], now, digest), outcome };
}
