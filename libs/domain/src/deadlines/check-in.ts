import type { JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import type { Reminder } from './deadline.js';

/** The last day, counted from the infusion, on which silence at home is followed up within hours; an operating default. */
const lastCloseDay = 14;

const close: readonly Reminder[] = [
  {
    step: 3,
    afterHours: 1,
    owner: 'clinic',
    consequence: 'The patient is reminded to check in',
    pages: false,
  },
  {
    step: 4,
    afterHours: 2,
    owner: 'nurse',
    consequence: 'A nurse calls the patient',
    pages: true,
  },
  {
    step: 5,
    afterHours: 4,
    owner: 'nurse',
    consequence: 'The emergency contact is called',
    pages: true,
  },
  {
    step: 6,
    afterHours: 6,
    owner: 'physician',
    consequence: 'A welfare check is asked for: the patient may be unable to answer',
    pages: true,
  },
];

const later: readonly Reminder[] = [
  {
    step: 5,
    afterHours: 12,
    owner: 'nurse',
    consequence: 'Patient and emergency contact are called',
    pages: true,
  },
  {
    step: 6,
    afterHours: 24,
    owner: 'physician',
    consequence: 'A welfare check is asked for: the patient may be unable to answer',
    pages: true,
  },
];

/** What follows step by step when a patient at home does not check in: within hours at first, within a day later. */
export function checkInReminders({ calendar }: JourneyState, dueAt: Instant): readonly Reminder[] {
  const isClose =
    calendar === null || isBefore(dueAt, plusDays(calendar.dayZeroStartsAt, lastCloseDay + 1));
  return isClose ? close : later;
}
