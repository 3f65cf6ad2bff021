import type { JourneyState } from '../journey/state.js';
import { doubtOn } from '../rules/certainty.js';
import { fitsPriorTherapy, priorTherapyText } from '../rules/prior-therapy.js';
import type { Range } from '../rules/range.js';
import { decide, recordFact, type Requirement, requirement } from './requirement.js';

/** The test by which a clinic says how many months after the last line the disease came back. */
export const monthsToRelapse = 'months-to-relapse';

/** What the indication of the product asks of the patient, each point apart; a physician may decide otherwise. */
export function indicationMet(state: JourneyState): readonly Requirement[] {
  return [...ageFits(state), priorTherapyFits(state), ...priorClassesGiven(state)];
}

function sourceOf({ rules }: JourneyState, ...paths: readonly string[]): string {
  return `Indication ${rules.indication} of ${rules.productName}, ${rules.jurisdiction}${doubtOn(rules, ...paths)}`;
}

function years({ min, max }: Range): string {
  return [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ].join(' and ');
}

function ageFits(state: JourneyState): readonly Requirement[] {
  const { ageYears: limits } = state.rules.eligibility;
  const { ageYears } = state.enrolment;
  if (limits === undefined) return [];
  const met = ageYears >= (limits.min ?? 0) && ageYears <= (limits.max ?? Number.POSITIVE_INFINITY);
  return [
    requirement(state, {
      id: 'indication-age',
      text: `The patient is ${ageYears} years old; the indication is for ${years(limits)} years`,
      met,
      owner: 'physician',
      overridable: true,
      rule: sourceOf(state, 'eligibility.ageYears'),
      evidence: [`${state.journeyId}/1`],
      actions: [decide('reject-eligibility', 'Reject eligibility')],
    }),
  ];
}

function priorTherapyFits(state: JourneyState): Requirement {
  const { diseaseStatus, priorLines } = state.enrolment;
  const { priorTherapies } = state.rules.eligibility;
  const result = state.screening[monthsToRelapse];
  const fits = fitsPriorTherapy(priorTherapies, {
    diseaseStatus,
    priorLines,
    monthsToRelapse: result?.value,
  });
  const asked = priorTherapyText(priorTherapies);
  return requirement(state, {
    id: 'indication-prior-therapy',
    text:
      fits === 'unknown'
        ? `How soon the disease came back is not recorded; the indication asks for: ${asked}`
        : `The disease is ${diseaseStatus} after ${priorLines} prior lines of therapy; the indication asks for: ${asked}`,
    met: fits === 'yes',
    owner: fits === 'unknown' ? 'clinic' : 'physician',
    overridable: true,
    rule: sourceOf(state, 'eligibility.priorTherapies'),
    evidence: [`${state.journeyId}/1`, ...(result === undefined ? [] : [result.evidence.eventId])],
    actions: [
      ...(fits === 'unknown'
        ? [recordFact('screening.resulted', `Record the result of ${monthsToRelapse}`)]
        : []),
      decide('reject-eligibility', 'Reject eligibility'),
    ],
  });
}

function priorClassesGiven(state: JourneyState): readonly Requirement[] {
  const { priorClasses } = state.rules.eligibility;
  if (priorClasses.length === 0) return [];
  const given = Object.values(state.medications).filter(({ drugClass }) =>
    priorClasses.includes(drugClass),
  );
  const missing = priorClasses.filter((one) => !given.some(({ drugClass }) => drugClass === one));
  return [
    requirement(state, {
      id: 'indication-prior-classes',
      text:
        missing.length === 0
          ? `Earlier therapy included ${priorClasses.join(', ')}`
          : `Earlier therapy with ${missing.join(', ')} is not recorded`,
      met: missing.length === 0,
      owner: 'clinic',
      overridable: true,
      rule: sourceOf(state),
      evidence: given.map((medication) => medication.evidence),
      actions: [
        recordFact('medication.recorded', 'Record the earlier therapy'),
        decide('reject-eligibility', 'Reject eligibility'),
      ],
    }),
  ];
}
