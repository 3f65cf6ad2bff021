import { collectionNumber } from '../gates/collected-material.js';
import { isOffTheShelf } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { bookedSchedule, isOnOffer, isStanding, linksOf, slotOf } from './booked-schedule.js';

type Offer = Parameters<typeof isOnOffer>[0];

function isBookedAndStanding(state: JourneyState, now: Instant): boolean {
  const booked = bookedSchedule(state);
  return booked !== null && linksOf(state, booked).every((link) => isStanding(link, now));
}

/**
 * For what purpose offers have to be asked for now: once for each collection, and again when every offer there was is lost. Null
 * where something stands on offer that was not there before, or a slot is not needed.
 */
export function offersToAskFor(
  state: JourneyState,
  what: 'slot' | 'appointment',
  now: Instant,
): string | null {
  if (what === 'slot' && isOffTheShelf(state)) return null;
  const purpose = `schedule-${collectionNumber(state)}`;
  if (what === 'slot') {
    const slots = Object.values(state.slots);
    const isBooked = isStanding(slotOf(state, bookedSchedule(state)), now);
    if (isBooked) return state.stage === 'scheduling' ? purpose : null;
    return again(purpose, slots, now);
  }
  if (isBookedAndStanding(state, now)) return purpose;
  const kinds = ['apheresis', 'bed'].map((kind) =>
    Object.values(state.appointments).filter((one) => one.kind === kind),
  );
  const lost = kinds.find(
    (offers) => offers.length > 0 && offers.every((one) => !isOnOffer(one, now)),
  );
  return again(purpose, lost ?? [], now);
}

function again(purpose: string, offers: readonly Offer[], now: Instant): string {
  const isAnyLeft = offers.some((one) => isOnOffer(one, now));
  return offers.length === 0 || isAnyLeft ? purpose : `${purpose}/${offers.length}`;
}

/** The day of the collection that the other side has offered already, for who is asked to fit theirs to it. */
export function collectionOffered(
  state: JourneyState,
  by: 'slot' | 'appointment',
  now: Instant,
): { readonly collectionDate?: string } {
  const days =
    by === 'slot'
      ? Object.values(state.slots)
          .filter((slot) => isOnOffer(slot, now))
          .map(({ collectionDate }) => collectionDate)
      : Object.values(state.appointments)
          .filter((one) => one.kind === 'apheresis' && isOnOffer(one, now))
          .map(({ startsAt }) => startsAt);
  const [first] = days.flatMap((day) => day ?? []).toSorted();
  return first === undefined ? {} : { collectionDate: first };
}
