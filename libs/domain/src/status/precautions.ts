import { firstInfusionAt, type JourneyState } from '../journey/state.js';
import { apheresisAppointment } from '../scheduling/booked-schedule.js';
import {
  earliest,
  type Instant,
  isAtOrAfter,
  isBefore,
  plusDays,
  plusYears,
} from '../time/instant.js';

/** What has to be minded with a patient; without `until` for as long as nobody knows its end. */
export type Precaution = { readonly name: string; readonly until?: Instant };

/** What the patient must not do while a window of the product lasts. */
const ofWindow: Readonly<Record<string, string>> = {
  driving: 'no-driving',
  proximity: 'stay-near-the-centre',
};

/** Blood products are irradiated from a week before the collection to 90 days after the infusion; British practice, read in a source. */
const irradiatedDaysBefore = 7;
const irradiatedDaysAfter = 90;

/** Live vaccines wait for more than a year after the infusion; British practice, read in a source. */
const yearsWithoutLiveVaccine = 1;

/** The precautions in force at an instant; none of a closed journey. */
export function precautionsOf(state: JourneyState, now: Instant): readonly Precaution[] {
  if (state.stage === 'closed') return [];
  return [...duringWindows(state), ...irradiatedBlood(state, now), ...noLiveVaccine(state, now)];
}

function duringWindows({ windows }: JourneyState): readonly Precaution[] {
  return windows.flatMap(({ name, until, state: is }) => {
    const precaution = ofWindow[name];
    return precaution === undefined || is === 'closed' ? [] : [{ name: precaution, until }];
  });
}

function irradiatedBlood(state: JourneyState, now: Instant): readonly Precaution[] {
  const name = 'irradiated-blood-only';
  const infusedAt = firstInfusionAt(state);
  if (infusedAt !== undefined) {
    const until = plusDays(infusedAt, irradiatedDaysAfter);
    return isBefore(now, until) ? [{ name, until }] : [];
  }
  const collectedAt = earliest([
    ...state.donations.map((one) => one.completedAt),
    apheresisAppointment(state)?.startsAt,
  ]);
  return collectedAt !== undefined && isAtOrAfter(now, plusDays(collectedAt, -irradiatedDaysBefore))
    ? [{ name }]
    : [];
}

function noLiveVaccine(state: JourneyState, now: Instant): readonly Precaution[] {
  const infusedAt = firstInfusionAt(state);
  if (infusedAt === undefined) return [];
  const until = plusYears(infusedAt, yearsWithoutLiveVaccine);
  return isBefore(now, until) ? [{ name: 'no-live-vaccine', until }] : [];
}
