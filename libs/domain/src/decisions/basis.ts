import { evaluate } from '../gates/gates.js';
import type { Requirement } from '../gates/requirement.js';
import type { Digest } from '../journey/record.js';
import { currentBatch, type JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import { gatesOf } from '../protocol.js';
import type { Instant } from '../time/instant.js';
import { toxicityKinds } from '../toxicity/toxicity-kind.js';
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

/** What a decision rests on that meets no requirement: beside the stage, the state of what it is about. */
const grounds: Readonly<Record<string, (state: JourneyState) => unknown>> = {
  'resolve-identity-mismatch': ({ holds }) =>
    holds.filter((hold) => hold.kind === 'identity-mismatch').map((hold) => hold.about),
  'lift-hold': ({ holds }) => holds.map(({ kind, about }) => [kind, about]),
  'dispose-excursion': ({ shipments }) =>
    shipments.flatMap(({ shipmentId, excursions }) =>
      excursions.map(({ deviceId, since, worstCelsius, assessment, disposition }) => [
        [shipmentId, deviceId, since],
        [worstCelsius, assessment, disposition],
      ]),
    ),
  'order-remanufacture': (state) => {
    const batch = currentBatch(state);
    return [batch?.batchId ?? null, batch?.status ?? null];
  },
  'start-new-course': ({ clinical: { relapse, responses, antigens } }) => [
    [relapse?.evidence.eventId ?? null, responses.at(-1)?.response ?? null],
    Object.entries(antigens).map(([antigen, { status }]) => [antigen, status]),
  ],
  'confirm-toxicity-grade': ({ toxicity }) =>
    toxicityKinds
      .flatMap((kind) => toxicity[kind] ?? (kind === 'crs' || kind === 'icans' ? [null] : []))
      .map((course) => [course?.grade ?? null, course?.proposal.grade ?? null]),
};

/** The basis of a decision at an instant: what its requirement rests on, else its stage and what it is about. */
export function decisionBasis(
  state: JourneyState,
  type: string,
  now: Instant,
  digest: Digest,
): string {
  const meets = decisionRule(type)?.meets;
  if (meets === undefined) {
    const ground = grounds[type]?.(state) ?? null;
    return digest.hash(digest.canonical([type, state.stage, ground]));
  }
  const { requirements } = evaluate(meets.gate, state, now);
  return basisOf(meets.gate, requirements, meets.requirement, digest);
}

/**
 * Whether what a person saw is still so: `basis` is the decision's own, or that of a requirement of the present stage which
 * offers the decision.
 */
export function isBasisOf(
  basis: string,
  state: JourneyState,
  type: string,
  now: Instant,
  digest: Digest,
): boolean {
  if (basis === decisionBasis(state, type, now, digest)) return true;
  return gatesOf(state.stage).some((gate) => {
    const { requirements } = evaluate(gate, state, now);
    return requirements.some(
      ({ id, actions }) =>
        actions.some((action) => action.kind === 'decide' && action.name === type) &&
        basis === basisOf(gate, requirements, id, digest),
    );
  });
}
