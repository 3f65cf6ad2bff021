import { isOffTheShelf } from '../journey/allocation.js';
import { decisionInForce, type JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { isBefore, startOf } from '../time/instant.js';
import { always, coverage, decisionTaken, treatmentConsent } from './common-requirements.js';
import { indicationMet } from './indication-requirements.js';
import { type Evaluation, evaluation, type Requirement, requirement } from './requirement.js';
import { screeningPassed } from './screening-requirements.js';

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
    ...indicationMet(state),
    ...eligibility.criteria.map((criterion) =>
      screeningPassed(state, criterion, { days: eligibility.screeningValidityDays }, now),
    ),
    treatmentConsent(state),
    ...(isOffTheShelf(state) ? [] : [coverage(state, 'apheresis', now)]),
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
