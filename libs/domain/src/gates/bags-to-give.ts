import { begunAt, currentBatch, type JourneyState } from '../journey/state.js';
import { productReceipt } from './product-receipt.js';

/** The bags of the released batch that arrived intact, are not damaged since and have not begun to be given. */
export function bagsToGive(state: JourneyState): readonly string[] {
  const receipt = productReceipt(state);
  const released = currentBatch(state)?.release?.bags ?? [];
  return released
    .map(({ bagId }) => bagId)
    .filter(
      (bagId) =>
        receipt?.bags.find((bag) => bag.bagId === bagId)?.condition === 'intact' &&
        !state.damagedBags.includes(bagId) &&
        !state.infusions.some((bag) => bag.bagId === bagId && begunAt(bag) !== undefined),
    );
}
