import {
  outOfSpecificationRequirements,
  testsNeverAccepted,
} from '../gates/out-of-specification.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { currentBatch, type JourneyState } from '../journey/state.js';
import { requestDraft } from '../requests/request-plan.js';
import { plusDays } from '../time/instant.js';
import { because, type Check, type Refusal, unlessMet } from './because.js';
import type { Effect } from './effect.js';

function notOutOfSpecification(state: JourneyState, batchId: unknown): Refusal | null {
  const batch = currentBatch(state);
  if (batch === undefined || !sameIdentifier(batch.batchId, batchId)) {
    return because('batch-unknown', 'This is not the batch of the current attempt', 'quality');
  }
  return batch.status === 'out-of-specification'
    ? null
    : because('not-out-of-specification', 'The batch is not out of specification', 'manufacturer');
}

/** A product that is contaminated or somebody else's is never given, whoever accepts it. */
function neverAcceptable(state: JourneyState): Refusal | null {
  const [never] = testsNeverAccepted(state);
  return never === undefined
    ? null
    : because('never-acceptable', `Product that failed ${never} is never accepted`, 'quality');
}

/** What speaks against asking for, accepting and refusing product that missed its specification. */
export const outOfSpecificationChecks: Readonly<Record<string, Check>> = {
  'request-out-of-specification-supply': (state, { data }) =>
    notOutOfSpecification(state, data['batchId']) ?? neverAcceptable(state),
  'accept-out-of-specification': (state, { data }) => {
    const refusal = notOutOfSpecification(state, data['batchId']) ?? neverAcceptable(state);
    if (refusal !== null) return refusal;
    const unmet = unlessMet(outOfSpecificationRequirements(state));
    if (unmet !== null) return unmet;
    const supply = state.supplies[currentBatch(state)?.batchId ?? ''];
    const reference = data['regulatorReference'] ?? supply?.regulatorReference;
    return typeof reference === 'string'
      ? null
      : because(
          'regulator-reference-missing',
          'The reference of the regulator or ethics committee is needed',
          'physician',
        );
  },
  'refuse-out-of-specification': (state, { data }) => notOutOfSpecification(state, data['batchId']),
};

/** What follows from asking for product that missed its specification. */
export const outOfSpecificationEffects: Readonly<Record<string, Effect>> = {
  'request-out-of-specification-supply': (state, { data }, now) => {
    const batchId = currentBatch(state)?.batchId ?? '';
    const reference = data['regulatorReference'];
    const asked = requestDraft(state, {
      type: 'out-of-specification.supply-requested',
      purpose: `supply/${batchId}`,
      to: 'manufacturer',
      dueAt: plusDays(now, 2),
      data: {
        batchId,
        programme: state.enrolment.programme,
        ...(reference === undefined ? {} : { regulatorReference: reference }),
      },
    });
    return asked === null ? [] : [asked];
  },
};
