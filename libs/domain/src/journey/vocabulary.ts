/** The stages of a journey, in order; off the shelf `allocation` stands for collection, shipment and manufacture. */
export const stages = [
  'referral',
  'eligibility',
  'scheduling',
  'leukapheresis',
  'outbound-shipment',
  'manufacturing',
  'allocation',
  'inbound-shipment',
  'lymphodepletion',
  'infusion',
  'monitoring',
  'follow-up',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** Why a journey may not go on, whatever its gate says. */
export type HoldKind =
  | 'identity-mismatch'
  | 'identity-mismatch-collateral'
  | 'temperature-excursion'
  | 'out-of-specification'
  | 'recall'
  | 'site-suspended'
  | 'consent-withdrawn'
  | 'duplicate-enrolment'
  | 'deviation'
  | 'manual';

/** How a journey can end. */
export const outcomes = [
  'completed',
  'ineligible',
  'declined',
  'withdrawn',
  'coverage-denied',
  'no-slot',
  'manufacturing-failed',
  'progressed',
  'adverse-event',
  'physician-decision',
  'other-therapy',
  'deceased',
  'lost-to-follow-up',
  'transferred',
  'discontinued',
  'duplicate',
  'entered-in-error',
] as const;
export type Outcome = (typeof outcomes)[number];

/** How soon harm follows when nobody acts. */
export type Severity = 'immediate' | 'today' | 'planned';

/** The gates of this protocol. */
export type GateName =
  | 'referral.complete'
  | 'eligibility.confirmed'
  | 'schedule.confirmed'
  | 'apheresis.may-start'
  | 'material.may-ship'
  | 'manufacturing.may-start'
  | 'product.may-ship'
  | 'allocation.confirmed'
  | 'lymphodepletion.may-start'
  | 'infusion.may-start'
  | 'next-dose.may-start'
  | 'infusion.complete'
  | 'monitoring.may-end'
  | 'follow-up.may-close';

/** The two legs a shipment can run. */
export type Leg = 'collection-to-manufacturer' | 'manufacturer-to-clinic';
