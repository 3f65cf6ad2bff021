import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import type { JourneyState } from '../journey/state.js';

/** Whether quality has decided that a bag is returned or destroyed; the last word on it counts. */
export function isDisposedOf({ decisions }: JourneyState, bagId: string): boolean {
  const last = decisions.findLast(
    ({ type, data }) => type === 'dispose-material' && sameIdentifier(data['bagId'], bagId),
  );
  return last !== undefined && last.data['disposition'] !== 'retain';
}
