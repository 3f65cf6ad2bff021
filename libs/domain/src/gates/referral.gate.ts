import { decisionInForce, type JourneyState } from '../journey/state.js';
import { always, siteQualified } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';

/** Somebody of the centre has taken the patient on: by enrolling them, by saying who they are, or by a decision. */
function referralAccepted(state: JourneyState): Requirement {
  const { enrolledBy, identityRecorded } = state.enrolment;
  const made = decisionInForce(state, 'accept-referral');
  return requirement(state, {
    id: 'referral-accepted',
    text: 'The centre has accepted the referral',
    met: enrolledBy.role !== 'partner' || identityRecorded || made !== undefined,
    owner: 'coordinator',
    rule: 'Accepted by a decision, or by enrolling the patient',
    evidence:
      made === undefined ? [`${state.journeyId}/1`] : [`${state.journeyId}/${made.sequence}`],
    consequence: 'Nobody prepares for the patient before that',
    actions: [
      decide('accept-referral', 'Accept the referral'),
      decide('decline-referral', 'Decline the referral'),
    ],
  });
}

/** `referral.complete`: the site may treat with this product and knows who the patient is. */
export function referralComplete(state: JourneyState): Evaluation {
  const { enrolment } = state;
  return evaluation('referral.complete', [
    ...always(state),
    referralAccepted(state),
    siteQualified(state),
    requirement(state, {
      id: 'identity-recorded',
      text: 'The identity of the patient is recorded',
      met: enrolment.identityRecorded,
      owner: 'coordinator',
      rule: 'Identity is kept in the vault before anything is asked of a partner',
      actions: [recordFact('patient.identified', 'Record the identity of the patient')],
    }),
  ]);
}
