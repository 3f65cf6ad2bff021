import type { JourneyState } from '../journey/state.js';
import { always } from './common-requirements.js';
import { type Evaluation, evaluation, recordFact, requirement } from './requirement.js';

/** `referral.complete`: the site may treat with this product and knows who the patient is. */
export function referralComplete(state: JourneyState): Evaluation {
  const { enrolment } = state;
  return evaluation('referral.complete', [
    ...always(state),
    requirement(state, {
      id: 'site-qualified',
      text: 'The treatment centre is qualified for the product',
      met: enrolment.siteQualified,
      owner: 'coordinator',
      rule: 'Qualification of the site for the product, as registered at enrolment',
    }),
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
