import { noProduct } from '../journey/enrolment.js';
import type { JourneyState } from '../journey/state.js';
import { decisionInForce } from '../journey/state.js';
import { type Instant, isBefore } from '../time/instant.js';
import { latestInstantAllowed } from '../time/stated-date.js';
import { type Action, decide, recordFact, type Requirement, requirement } from './requirement.js';

/** What lifts each kind of hold, as an action of a person. */
export const liftsHold: Readonly<Record<string, Action>> = {
  'identity-mismatch': decide('resolve-identity-mismatch', 'Resolve the identity mismatch'),
  'temperature-excursion': decide('dispose-excursion', 'Decide on the temperature excursion'),
  'out-of-specification': decide(
    'accept-out-of-specification',
    'Accept the product that misses its specification',
  ),
  manual: decide('lift-hold', 'Lift the hold'),
  deviation: decide('lift-hold', 'Lift the hold'),
  recall: decide('lift-hold', 'Lift the hold'),
  'duplicate-enrolment': decide('lift-hold', 'Lift the hold'),
  'identity-mismatch-collateral': decide('lift-hold', 'Lift the hold'),
  'site-suspended': recordFact('site.reinstated', 'Record that the site is reinstated'),
  'consent-withdrawn': recordFact('consent.signed', 'Record a new consent'),
};

/** What every gate needs: the patient alive and nothing on hold. */
export function always(state: JourneyState): readonly Requirement[] {
  return [
    requirement(state, {
      id: 'patient-alive',
      text: 'The patient is alive',
      met: state.death === null,
      owner: 'clinic',
      rule: 'A journey ends with the death of the patient',
      evidence: [state.death?.evidence],
    }),
    requirement(state, {
      id: 'no-hold',
      text:
        state.holds.length === 0
          ? 'Nothing is on hold'
          : `On hold: ${state.holds.map((hold) => hold.kind).join(', ')}`,
      met: state.holds.length === 0,
      owner: state.holds.some((hold) => hold.kind === 'manual') ? 'coordinator' : 'quality',
      rule: 'No step is taken while a hold stands',
      evidence: state.holds.map((hold) => hold.placedBy),
      actions: state.holds.flatMap((hold) => liftsHold[hold.kind] ?? []),
    }),
  ];
}

/** A product is chosen and the treating site may treat with it. */
export function siteQualified(state: JourneyState): Requirement {
  if (state.enrolment.product === noProduct) {
    return requirement(state, {
      id: 'product-selected',
      text: 'A physician has selected the product',
      met: false,
      owner: 'physician',
      rule: 'A referral may come without a product; nothing is asked of a partner before there is one',
      consequence: 'Nobody screens the patient before that',
      actions: [decide('select-product', 'Select the product')],
    });
  }
  return requirement(state, {
    id: 'site-qualified',
    text: 'The treatment centre is qualified for the product',
    met: state.enrolment.siteQualified,
    owner: 'coordinator',
    rule: 'Qualification of the site for the product, as registered',
    consequence: 'The manufacturer does not supply the product there',
  });
}

/** The patient's consent to treatment, signed and not withdrawn. */
export function treatmentConsent(state: JourneyState): Requirement {
  const consent = state.consents['treatment'];
  return requirement(state, {
    id: 'treatment-consent',
    text: 'The patient has consented to the treatment',
    met: consent?.given === true,
    owner: 'clinic',
    rule: 'The latest statement about treatment consent counts',
    evidence: [consent?.evidence],
    actions: [recordFact('consent.signed', 'Record the signed consent')],
  });
}

const answered: Readonly<Record<string, string>> = {
  requested: 'is asked, and has not answered',
  denied: 'has denied it: appeal, or end the journey',
  appealed: 'is asked again by an appeal',
  expired: 'covered it until it expired: ask again',
};

function coverageText(covered: string, status: string | undefined, isValid: boolean): string {
  const word = status === 'approved' && !isValid ? 'expired' : (status ?? '');
  const state = answered[word];
  return state === undefined
    ? `The payer covers: ${covered}`
    : `The payer covers: ${covered}; the payer ${state}`;
}

/** The payer's approval of one part of the treatment. */
export function coverage(state: JourneyState, covered: string, now: Instant): Requirement {
  const known = state.coverage[covered];
  const end = known?.validUntil === undefined ? undefined : latestInstantAllowed(known.validUntil);
  const isValid = end === undefined || isBefore(now, end);
  const met = known?.status === 'approved' && isValid;
  return requirement(state, {
    id: `coverage-${covered}`,
    text: coverageText(covered, known?.status, isValid),
    met,
    owner: 'clinic',
    overridable: true,
    rule: 'The latest answer of the payer counts, until its last day',
    evidence: [known?.evidence],
    actions: [
      recordFact('coverage.approved', 'Record the approval'),
      ...(known?.status === 'denied' ? [recordFact('coverage.appealed', 'Record the appeal')] : []),
    ],
    changesAt: met ? end : undefined,
    consequence: 'Nothing is done that nobody pays for',
  });
}

/** A decision that must be in force; `text` is what it says. */
export function decisionTaken(
  state: JourneyState,
  decision: { type: string; text: string; label: string; owner: Requirement['owner'] },
  id: string,
): Requirement {
  const made = decisionInForce(state, decision.type);
  return requirement(state, {
    id,
    text: decision.text,
    met: made !== undefined,
    owner: decision.owner,
    rule: `Needs the decision ${decision.type}`,
    evidence: made === undefined ? [] : [`${state.journeyId}/${made.sequence}`],
    actions: [decide(decision.type, decision.label)],
  });
}
