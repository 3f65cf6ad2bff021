import { begunAt, currentBatch, type JourneyState } from '../journey/state.js';
import { nextDose, plannedDoses } from './planned-doses.js';
import { productReceipt } from './product-receipt.js';

/**
 * The bags of the next dose that arrived intact, are not damaged since and have not begun to be given, in the order of the
 * components; those of the whole product while its plan is not chosen.
 */
export function bagsToGive(state: JourneyState): readonly string[] {
  const receipt = productReceipt(state);
  const all = currentBatch(state)?.release?.bags.map(({ bagId }) => bagId) ?? [];
  const bags = plannedDoses(state) === null ? all : (nextDose(state)?.bagIds ?? []);
  return bags.filter(
    (bagId) =>
      receipt?.bags.find((bag) => bag.bagId === bagId)?.condition === 'intact' &&
      !state.damagedBags.includes(bagId) &&
      !state.infusions.some((bag) => bag.bagId === bagId && begunAt(bag) !== undefined),
  );
}
