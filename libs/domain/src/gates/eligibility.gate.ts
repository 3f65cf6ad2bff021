import { decisionInForce, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { isBefore, startOf } from '../time/instant.js';
import { always, coverage, decisionTaken, treatmentConsent } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  type Requirement,
  requirement,
} from './requirement.js';
import { screeningPassed } from './screening-requirements.js';

function indicationMet(state: JourneyState): Requirement {
  const { enrolment, rules } = state;
  const { ageYears, minimumPriorLines, diseaseStatuses } = rules.eligibility;
  const faults = [
    ...(ageYears?.min !== undefined && enrolment.ageYears < ageYears.min
      ? [`age at least ${ageYears.min} years`]
      : []),
    ...(ageYears?.max !== undefined && enrolment.ageYears > ageYears.max
      ? [`age at most ${ageYears.max} years`]
      : []),
    ...(minimumPriorLines !== undefined && enrolment.priorLines < minimumPriorLines
      ? [`at least ${minimumPriorLines} prior lines of therapy`]
      : []),
    ...(diseaseStatuses.includes(enrolment.diseaseStatus)
      ? []
      : [`disease ${diseaseStatuses.join(' or ')}`]),
  ];
  return requirement(state, {
    id: 'indication',
    text:
      faults.length === 0
        ? 'The patient fits the indication of the product'
        : `The indication asks for: ${faults.join('; ')}`,
    met: faults.length === 0,
    owner: 'physician',
    overridable: true,
    rule: `Indication ${rules.indication} of ${rules.productName}, ${rules.jurisdiction}`,
    evidence: [`${state.journeyId}/1`],
    actions: [decide('reject-eligibility', 'Reject eligibility')],
  });
}

function notDeferred(state: JourneyState, now: Instant): readonly Requirement[] {
  const deferred = decisionInForce(state, 'defer-eligibility');
  if (deferred === undefined) return [];
  const until = startOf(String(deferred.data['until']));
  const met = !isBefore(now, until);
  return [
    requirement(state, {
      id: 'deferral-over',
      text: 'The deferral of eligibility is over',
      met,
      owner: 'time',
      rule: 'A physician deferred eligibility until a date',
      evidence: [`${state.journeyId}/${deferred.sequence}`],
      changesAt: met ? undefined : until,
      dueAt: until,
    }),
  ];
}

/** `eligibility.confirmed`: the patient fits the indication, screening passed, payer and patient agree. */
export function eligibilityConfirmed(state: JourneyState, now: Instant): Evaluation {
  const { eligibility } = state.rules;
  return evaluation('eligibility.confirmed', [
    ...always(state),
    indicationMet(state),
    ...eligibility.criteria.map((criterion) =>
      screeningPassed(state, criterion, { days: eligibility.screeningValidityDays }, now),
    ),
    treatmentConsent(state),
    coverage(state, 'apheresis', now),
    ...notDeferred(state, now),
    decisionTaken(
      state,
      {
        type: 'confirm-eligibility',
        text: 'A physician has confirmed eligibility',
        label: 'Confirm eligibility',
        owner: 'physician',
      },
      'eligibility-confirmed-by-physician',
    ),
  ]);
}
