import { currentDonations } from '../gates/collected-material.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { appointmentOf, type BookedSchedule, slotOf } from './booked-schedule.js';

/** The links of the chain of dates, in their order. */
export const chainLinks = [
  'apheresis',
  'pickup',
  'manufacturing-start',
  'expected-release',
  'bed',
] as const;
export type ChainLink = (typeof chainLinks)[number];

/** When each link is to happen: an instant, a calendar date, or null while it is not known. */
export type Chain = Readonly<Record<ChainLink, Instant | null>> & {
  /** The end of the collection, from which the age of the cells counts. */
  readonly apheresisEnd: Instant | null;
  /** The day on which the manufacturer expects a collection that is still to be made. */
  readonly collectionDate: string | null;
};

/** The dates of a schedule; what was collected already counts as it happened. */
export function chainOf(state: JourneyState, schedule: BookedSchedule): Chain {
  const slot = slotOf(state, schedule);
  const apheresis = appointmentOf(state, schedule, 'apheresis');
  const bed = appointmentOf(state, schedule, 'bed');
  const collectedAt = currentDonations(state).at(-1)?.completedAt;
  return {
    apheresis: collectedAt ?? apheresis?.startsAt ?? null,
    apheresisEnd: collectedAt ?? apheresis?.endsAt ?? apheresis?.startsAt ?? null,
    pickup: schedule.pickupAt ?? null,
    'manufacturing-start': slot?.manufacturingStart ?? null,
    'expected-release': slot?.expectedRelease ?? null,
    bed: bed?.startsAt ?? null,
    collectionDate: collectedAt === undefined ? (slot?.collectionDate ?? null) : null,
  };
}
