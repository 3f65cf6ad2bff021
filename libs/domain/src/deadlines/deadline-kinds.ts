import type { Severity } from '../journey/vocabulary.js';

/** What every deadline of one kind shares: who owns it, what follows, how soon that harms, and when it is due, in words. */
export type DeadlineKind = {
  readonly severity: Severity;
  readonly owner: string;
  readonly consequence: string;
  readonly due: string;
};

/** The kinds of deadlines by the first part of their names. */
export const deadlineKinds = {
  'offer-held': {
    severity: 'today',
    owner: 'coordinator',
    consequence: 'The offer lapses and the chain of dates has to be sought again',
    due: 'when the hold of a slot or appointment ends: of what is booked, else of all that is offered',
  },
  'unit-reserved': {
    severity: 'today',
    owner: 'physician',
    consequence: 'The unit goes back to stock and another patient may get it',
    due: 'when the manufacturer no longer keeps a unit that is not allocated yet',
  },
  'screening-validity': {
    severity: 'planned',
    owner: 'clinic',
    consequence: 'The test has to be made again before the cells are collected',
    due: 'when the first result of a criterion grows too old before the collection; warned a week before',
  },
  'coverage-expiry': {
    severity: 'planned',
    owner: 'coordinator',
    consequence: 'What is not done by then is not paid for',
    due: 'when an approval of the payer ends that is not used; warned a week before',
  },
  apheresis: {
    severity: 'today',
    owner: 'clinic',
    consequence: 'The manufacturing slot may be lost',
    due: 'at the end of the appointment; warned at its start',
  },
  'material-hold-time': {
    severity: 'immediate',
    owner: 'logistics',
    consequence: 'Fresh cells die: what was collected can no longer be used',
    due: 'the hours of the product after a collection that nobody has received; warned at half, three quarters and nine tenths of them',
  },
  'material-age': {
    severity: 'planned',
    owner: 'manufacturer',
    consequence: 'What is made from older material counts as out of specification',
    due: 'the days of the product after a collection of which nothing is made; warned 30 days before',
  },
  'manufacturing-turn-around': {
    severity: 'planned',
    owner: 'manufacturer',
    consequence: 'Lymphodepletion and bed move; the disease may need bridging',
    due: 'the expected days of the product after manufacture began',
  },
  'shipper-hold-time': {
    severity: 'immediate',
    owner: 'logistics',
    consequence: 'The shipper no longer keeps the cells cold',
    due: 'when the qualification of the shipper ends; warned two days before',
  },
  'product-expiry': {
    severity: 'planned',
    owner: 'physician',
    consequence: 'The product may no longer be infused',
    due: 'at the expiry stated at release; warned 30 days before',
  },
  'lymphodepletion-to-infusion': {
    severity: 'today',
    owner: 'physician',
    consequence: 'Lymphodepletion has to be repeated',
    due: 'at the end of the window of the product; warned a day before',
  },
  'thaw-clock': {
    severity: 'immediate',
    owner: 'nurse',
    consequence: 'Beyond the stability of the thawed product: the physician decides',
    due: 'the minutes of the product after a bag was thawed',
  },
  'next-assessment': {
    severity: 'immediate',
    owner: 'nurse',
    consequence: 'Cytokine release syndrome and neurotoxicity may go unseen',
    due: 'at the end of each interval of the cadence while the daily window lasts',
  },
  'check-in': {
    severity: 'immediate',
    owner: 'nurse',
    consequence: 'A patient at home is not heard of: toxicity may go unseen',
    due: 'at the end of each interval of the cadence for a patient at home; to day 14 missed after 1, 2, 4 and 6 hours (reminder, call, emergency contact, welfare check), later after 12 and 24',
  },
  'follow-up-visit': {
    severity: 'planned',
    owner: 'clinic',
    consequence: 'The patient may be lost to follow-up and the registry form is late',
    due: 'at the end of the tolerance of a visit; warned when the visit is due',
  },
  'registry-form': {
    severity: 'planned',
    owner: 'data-manager',
    consequence: 'The registry learns nothing of the visit',
    due: 'at the end of the tolerance of a visit that was made and of which no form was sent',
  },
  'safety-switch-activation': {
    severity: 'immediate',
    owner: 'nurse',
    consequence: 'The cells go on: the order of two physicians is not carried out',
    due: 'an hour after the switch was ordered; pages at once when it is over',
  },
  'safety-switch-effect': {
    severity: 'today',
    owner: 'physician',
    consequence: 'Nobody knows whether the cells are gone',
    due: 'a day after the switch was activated, until the level of the cells is measured again',
  },
  'majority-consent': {
    severity: 'planned',
    owner: 'coordinator',
    consequence:
      'What the parents signed ends with childhood: the patient has to consent to follow-up',
    due: 'when a patient infused as a child is of age at the latest; warned a year before, when they may be',
  },
  'parked-event': {
    severity: 'today',
    owner: 'coordinator',
    consequence: 'What was reported counts only once what has to come before it is reported too',
    due: 'a day after an event was parked',
  },
  'parked-infusion': {
    severity: 'immediate',
    owner: 'coordinator',
    consequence: 'Product was given of which no release is known here',
    due: 'an hour after the report of a thawed or given bag was parked',
  },
} as const satisfies Record<string, DeadlineKind>;
