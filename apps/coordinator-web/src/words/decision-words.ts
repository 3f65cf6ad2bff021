import { sentenceOf } from './names.js';

type Words = {
  /** What is decided, as a head. */
  readonly name: string;
  /** What the button says after `Sign:`. */
  readonly verb: string;
  /** What follows, each in one sentence. */
  readonly effects: readonly string[];
};

const words: Readonly<Record<string, Words>> = {
  'acknowledge-alert': {
    name: 'Acknowledge this alert',
    verb: 'acknowledge',
    effects: [
      'the alert is no longer passed on to others',
      'what it asks for still has to be done',
    ],
  },
  'accept-referral': {
    name: 'Accept the referral',
    verb: 'accept the referral',
    effects: ['eligibility is looked at next'],
  },
  'decline-referral': {
    name: 'Decline the referral',
    verb: 'decline the referral',
    effects: ['the journey closes as declined'],
  },
  'place-hold': {
    name: 'Place a hold',
    verb: 'place the hold',
    effects: ['nothing goes on until the hold is lifted by a signature'],
  },
  'lift-hold': {
    name: 'Lift a hold',
    verb: 'lift the hold',
    effects: ['the hold is lifted', 'the journey goes on as far as its requirements are met'],
  },
  'confirm-eligibility': {
    name: 'Confirm eligibility',
    verb: 'eligible',
    effects: ['the journey goes on to scheduling', 'slots and appointments are asked for'],
  },
  'reject-eligibility': {
    name: 'Not eligible',
    verb: 'not eligible',
    effects: ['the journey closes as not eligible'],
  },
  'defer-eligibility': {
    name: 'Decide on eligibility later',
    verb: 'defer',
    effects: ['the journey waits; you are reminded on the day you give'],
  },
  'select-product': {
    name: 'Select the product',
    verb: 'select the product',
    effects: ['the rules of that product apply from now on'],
  },
  'book-schedule': {
    name: 'Book the dates',
    verb: 'book',
    effects: ['slot and appointments are confirmed together or not at all'],
  },
  'change-schedule': {
    name: 'Change the dates',
    verb: 'change the dates',
    effects: ['all links are booked together or not at all', 'the old dates stay until then'],
  },
  'accept-low-yield': {
    name: 'Accept a low yield',
    verb: 'accept the yield',
    effects: ['the cells may ship with the yield they have'],
  },
  'request-second-apheresis': {
    name: 'Request a second apheresis',
    verb: 'request a second apheresis',
    effects: ['the journey goes back to scheduling', 'the cells collected so far stay recorded'],
  },
  'plan-bridging': {
    name: 'Plan bridging therapy',
    verb: 'plan bridging',
    effects: ['bridging runs beside the journey', 'its wash-out counts before lymphodepletion'],
  },
  'order-remanufacture': {
    name: 'Order a new manufacture',
    verb: 'order remanufacture',
    effects: ['the batch is not used', 'a new batch is ordered from what is left'],
  },
  'dispose-excursion': {
    name: 'Decide this excursion',
    verb: 'decide the excursion',
    effects: [
      'the hold is lifted when the product may be used',
      'the record cannot be changed, only corrected',
    ],
  },
  'authorize-lymphodepletion': {
    name: 'Authorise lymphodepletion',
    verb: 'authorise lymphodepletion',
    effects: ['the clinic may start lymphodepletion', 'the permission falls when its ground falls'],
  },
  'repeat-lymphodepletion': {
    name: 'Repeat lymphodepletion',
    verb: 'repeat lymphodepletion',
    effects: ['a new course is authorised separately', 'the identity check is done again'],
  },
  'verify-product-identity': {
    name: 'Verify the product’s identity',
    verb: 'identity verified',
    effects: ['both names stand in the record', 'a mismatch holds this and the other journey'],
  },
  'authorize-infusion': {
    name: 'Authorise infusion',
    verb: 'authorise infusion',
    effects: ['the bag may be thawed', 'the permission falls when its ground falls'],
  },
  'withdraw-authorization': {
    name: 'Withdraw an authorisation',
    verb: 'withdraw',
    effects: ['the clinic is told at once', 'it has to be authorised anew'],
  },
  'confirm-toxicity-grade': {
    name: 'Confirm or change a grade',
    verb: 'confirm the grade',
    effects: ['the grade is in force', 'the cadence of checks follows it'],
  },
  discharge: {
    name: 'Discharge',
    verb: 'discharge',
    effects: ['the patient leaves hospital; monitoring goes on'],
  },
  'close-monitoring': {
    name: 'End monitoring',
    verb: 'end monitoring',
    effects: ['follow-up begins'],
  },
  'resolve-identity-mismatch': {
    name: 'Resolve the identity mismatch',
    verb: 'resolve the mismatch',
    effects: [
      'the hold is lifted when the label was wrong',
      'a swap keeps the product away from the patient',
    ],
  },
  'answer-review': {
    name: 'Answer a review',
    verb: 'answer the review',
    effects: ['what was in doubt counts, or does not, from now on'],
  },
  'retract-record': {
    name: 'Retract a record',
    verb: 'retract',
    effects: [
      'the record no longer counts; it stays readable',
      'what rested on it is looked at again',
    ],
  },
  'reopen-journey': {
    name: 'Reopen the journey',
    verb: 'reopen',
    effects: ['the journey goes on where it ended'],
  },
  'withdraw-patient': {
    name: 'Consent withdrawn',
    verb: 'record the withdrawal',
    effects: ['the consent no longer stands', 'permissions that rest on it are withdrawn'],
  },
  'start-new-course': {
    name: 'Another course of treatment',
    verb: 'start the course',
    effects: [
      'a new journey begins with that product and its rules',
      'this journey stays open for follow-up',
    ],
  },
  'close-journey': {
    name: 'Close the journey',
    verb: 'close the journey',
    effects: ['nothing more is asked of anybody', 'permissions still open are withdrawn'],
  },
};

/** How a decision is called and what follows from it. */
export function decisionWords(type: string): Words {
  return (
    words[type] ?? { name: sentenceOf(type), verb: sentenceOf(type).toLowerCase(), effects: [] }
  );
}
