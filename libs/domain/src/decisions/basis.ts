import { evaluate } from '../gates/gates.js';
import type { Requirement } from '../gates/requirement.js';
import type { Digest } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import type { Instant } from '../time/instant.js';
import { decisionRule } from './decision-table.js';

/** The hash of what a decision about one requirement rests on: the verdicts and evidence of all the others. */
export function basisOf(
  gate: GateName,
  requirements: readonly Requirement[],
  about: string,
  digest: Digest,
): string {
  const ground = requirements
    .filter((one) => one.id !== about)
    .map((one) => [one.id, one.met, one.evidence]);
  return digest.hash(digest.canonical([gate, about, ground]));
}

/** The basis of a decision at an instant; of one that meets no requirement, its stage. */
export function decisionBasis(
  state: JourneyState,
  type: string,
  now: Instant,
  digest: Digest,
): string {
  const meets = decisionRule(type)?.meets;
  if (meets === undefined) return digest.hash(digest.canonical([type, state.stage]));
  const { requirements } = evaluate(meets.gate, state, now);
  return basisOf(meets.gate, requirements, meets.requirement, digest);
}
