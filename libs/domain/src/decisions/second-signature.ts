import type { Digest } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusHours } from '../time/instant.js';
import { decisionBasis } from './basis.js';
import { because, type Refusal } from './because.js';
import type { DecisionCommand } from './decision-command.js';
import { decisionRule } from './decision-table.js';
import { sameData } from './same-data.js';

/** How long a first signature waits for the second: a shift; an operating default. */
const firstSignatureHours = 12;

type Signer = { readonly id: string; readonly role: string };

/** The people who take a decision, each in their own role: those who signed it, else who sent it. */
export function signersOf({ actor, signatures }: DecisionCommand): readonly Signer[] {
  const { id, role } = actor;
  return signatures.length === 0
    ? [{ id, role }]
    : signatures.map((signature) => ({ id: signature.subject, role: signature.role ?? role }));
}

type FirstSignature = JourneyState['awaitingSecond'][number];

/** Whether a first signature may still be followed by the second: it is not older than a shift. */
export function isWaiting({ at }: Pick<FirstSignature, 'at'>, now: Instant): boolean {
  return isBefore(now, plusHours(at, firstSignatureHours));
}

/** The first signatures that a second would complete now: not too old, and what they rest on is as it was. */
export function firstSignatures(
  state: JourneyState,
  now: Instant,
  digest: Digest,
): readonly FirstSignature[] {
  return state.awaitingSecond.filter(
    (waiting) =>
      isWaiting(waiting, now) && waiting.basis === decisionBasis(state, waiting.type, now, digest),
  );
}

/**
 * The first signature that a decision completes: of the same decision about the same thing, on the same basis, not too old.
 * Two people who saw different bags did not check one of them twice.
 */
export function firstSignature(
  state: JourneyState,
  command: DecisionCommand,
  basis: string,
  now: Instant,
): FirstSignature | undefined {
  return state.awaitingSecond.find(
    (waiting) =>
      waiting.type === command.type &&
      waiting.basis === basis &&
      sameData(waiting.data, command.data) &&
      isWaiting(waiting, now),
  );
}

/** Why a signature does not count as one more: the same person signed before, or it is another role's turn. */
export function secondRefusal(
  state: JourneyState,
  command: DecisionCommand,
  basis: string,
  now: Instant,
): Refusal | null {
  const { persons, signatories } = decisionRule(command.type) ?? {};
  if (persons !== 2) return null;
  const first = firstSignature(state, command, basis, now);
  const people = [...(first?.by ?? []), ...signersOf(command)];
  if (new Set(people.map(({ id }) => id)).size < people.length) {
    return because('same-person', 'Two different people have to sign this', 'quality');
  }
  const inTurn = people.every(({ role }, index) => (signatories?.[index] ?? role) === role);
  return inTurn
    ? null
    : because(
        'signed-out-of-turn',
        `This is signed first by ${signatories?.[0]}, then by ${signatories?.[1]}`,
        'quality',
      );
}
