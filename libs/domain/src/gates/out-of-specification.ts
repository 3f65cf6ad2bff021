import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { type Batch, currentBatch, decisionInForce, type JourneyState } from '../journey/state.js';
import { decide, recordFact, type Requirement, requirement } from './requirement.js';

/** Tests whose failure no benefit outweighs: the product may infect the patient, or is not theirs. */
const neverAccepted: readonly string[] = [
  'sterility',
  'mycoplasma',
  'endotoxin',
  'rcl',
  'identity',
];

/** Whether no benefit outweighs the failure of a test. */
export function isNeverAccepted(test: string): boolean {
  return neverAccepted.includes(test);
}

/** Failed tests of the present batch that nobody may accept. */
export function testsNeverAccepted(state: JourneyState): readonly string[] {
  const batch = currentBatch(state);
  if (batch === undefined) return [];
  const missed = state.outOfSpecification[batch.batchId]?.deviations ?? [];
  const failed = [...missed, ...batch.tests.filter(({ passed }) => !passed)];
  return neverAccepted.filter((test) => failed.some((one) => one.test === test));
}

/** Whether physician and quality accepted that a batch misses its specification, in this test where one is named. */
export function isAcceptedOutOfSpecification(
  state: JourneyState,
  { batchId }: Pick<Batch, 'batchId'>,
  test?: string,
): boolean {
  const accepted = decisionInForce(state, 'accept-out-of-specification');
  if (accepted === undefined || !sameIdentifier(accepted.data['batchId'], batchId)) return false;
  if (test === undefined) return true;
  const missed = state.outOfSpecification[batchId]?.deviations ?? [];
  return missed.some((one) => one.test === test) && !neverAccepted.includes(test);
}

/** Whether somebody has decided about a batch that misses its specification. */
export function isAnsweredOutOfSpecification(state: JourneyState, batch: Batch): boolean {
  return ['accept-out-of-specification', 'refuse-out-of-specification'].some((type) =>
    state.decisions.some(
      (one) => one.type === type && sameIdentifier(one.data['batchId'], batch.batchId),
    ),
  );
}

/** The patient's own agreement to product that misses its specification. */
export function outOfSpecificationConsent(state: JourneyState): Requirement {
  const consent = state.consents['out-of-specification'];
  return requirement(state, {
    id: 'out-of-specification-consent',
    text: 'The patient has agreed to product that misses its specification',
    met: consent?.given === true,
    owner: 'clinic',
    rule: 'The latest statement about consent to product out of specification counts',
    evidence: [consent?.evidence],
    actions: [recordFact('consent.signed', 'Record the signed consent')],
    consequence: 'Without it the product cannot be accepted',
  });
}

/** What has to be there before product that missed its specification can be accepted. */
export function outOfSpecificationRequirements(state: JourneyState): readonly Requirement[] {
  const batchId = currentBatch(state)?.batchId ?? '';
  const supply = state.supplies[batchId];
  return [
    requirement(state, {
      id: 'out-of-specification-supply',
      text:
        supply?.status === 'refused'
          ? 'The manufacturer refuses to supply the product outside its specification'
          : 'The manufacturer supplies the product outside its specification',
      met: supply?.status === 'approved',
      owner: supply === undefined ? 'physician' : 'manufacturer',
      rule: "The manufacturer's latest answer to the request for supply counts",
      evidence: [supply?.evidence],
      actions: [
        decide('request-out-of-specification-supply', 'Ask for the product all the same'),
        decide('refuse-out-of-specification', 'Refuse the product'),
      ],
    }),
    outOfSpecificationConsent(state),
  ];
}
