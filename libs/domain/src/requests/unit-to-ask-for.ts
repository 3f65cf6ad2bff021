import { chosenUnit, unitsOnOffer } from '../gates/allocation.gate.js';
import { isProductLost } from '../gates/product-released.js';
import { isOffTheShelf, unitsOf } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';

/** Where a unit can still be sought: before it travels, and after it for another one. */
const afterAllocation: readonly string[] = ['inbound-shipment', 'lymphodepletion'];

/**
 * What the manufacturer's stock has to be asked for: to offer units, once and again when every one that was offered is gone or
 * lost; then to put the chosen one aside. Null while there is nothing to ask.
 */
export function unitToAskFor(
  state: JourneyState,
): { readonly purpose: string; readonly unitId?: string } | null {
  if (!isOffTheShelf(state)) return null;
  const isLost = isProductLost(state);
  if (state.stage !== 'allocation' && !(isLost && afterAllocation.includes(state.stage))) {
    return null;
  }
  const chosen = chosenUnit(state);
  const isNew = chosen !== undefined && chosen.status !== 'allocated';
  if (isNew) return { purpose: `unit/${chosen.unitId}`, unitId: chosen.unitId };
  if (chosen !== undefined && !isLost) return null;
  const offered = unitsOf(state);
  const isAnyLeft = unitsOnOffer(state).some(({ allocatedAt }) => allocatedAt === null);
  return { purpose: isAnyLeft || offered.length === 0 ? 'offer' : `offer/${offered.length}` };
}
