import type { Donation, JourneyState } from '../journey/state.js';
import { stages } from '../journey/vocabulary.js';
import { isBefore } from '../time/instant.js';
import { isDisposedOf } from './disposed-bags.js';

/** Whether the journey is past the collection, so that what it speaks of is the material that left. */
function hasLeft({ stage }: JourneyState): boolean {
  return stages.indexOf(stage) > stages.indexOf('leukapheresis');
}

/**
 * The donations of the present collection: those since material left the last time, of one day or several, and as long as it is
 * under way those that left.
 */
export function currentDonations(state: JourneyState): readonly Donation[] {
  const left = state.openedGates.flatMap(({ gate, at }) =>
    gate === 'material.may-ship' ? [at] : [],
  );
  const since = hasLeft(state) ? left.at(-2) : left.at(-1);
  return state.donations.filter(
    ({ completedAt }) => since === undefined || isBefore(since, completedAt),
  );
}

/** The bags of the present collection that are whole and meant to be used, each with its donation. */
export function bagsToShip(
  state: JourneyState,
): readonly { readonly donationId: string; readonly bagId: string }[] {
  return currentDonations(state).flatMap(({ donationId, bags }) =>
    bags
      .filter(({ bagId }) => !state.damagedBags.includes(bagId) && !isDisposedOf(state, bagId))
      .map(({ bagId }) => ({ donationId, bagId })),
  );
}

/** Whether the cells were collected and stored before this journey asked anybody for a date. */
export function isBanked(state: JourneyState): boolean {
  return (
    currentDonations(state).length > 0 &&
    !state.requests.some(({ type }) => type === 'apheresis.requested')
  );
}

/** Whether the manufacturer takes cells that were frozen, so that a collection need not wait for a slot. */
export function isBankable({ rules }: JourneyState): boolean {
  return rules.material.accepts.includes('cryopreserved');
}

/** Which collection a journey is about: the present one, else the next. */
export function collectionNumber(state: JourneyState): number {
  const isPlanned = stages.indexOf(state.stage) <= stages.indexOf('scheduling');
  return isPlanned ? nextCollection(state) : Math.max(1, state.attempts.apheresis);
}

/** The number of the next collection: another one only where the last has begun, failed or given cells. */
export function nextCollection({
  attempts,
  apheresisStarts,
  apheresisFailures,
  donations,
}: JourneyState): number {
  const { apheresis: last } = attempts;
  const isUsed =
    apheresisStarts[last] !== undefined ||
    apheresisFailures[last] !== undefined ||
    donations.some(({ attempt }) => attempt === last);
  return isUsed ? last + 1 : Math.max(1, last);
}
