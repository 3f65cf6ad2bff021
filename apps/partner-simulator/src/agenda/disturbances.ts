import { days, hours, type PlannedEvent } from '../story/planned-event.js';
import { randomOf } from '../story/random.js';

/** How much of what is sent is disturbed, each a proportion from 0 to 1. */
export type DisturbanceRates = {
  readonly duplicates: number;
  readonly reorder: number;
  readonly invalid: number;
  readonly corrections: number;
};

/** Everything is sent once, in time, and right. */
export const undisturbed: DisturbanceRates = {
  duplicates: 0,
  reorder: 0,
  invalid: 0,
  corrections: 0,
};

/** One sending of an event. */
export type Sending = {
  readonly at: number;
  readonly event: PlannedEvent;
  readonly isDuplicate: boolean;
};

/**
 * When an event is sent, and when it is sent again: at its own time, or held back behind later ones, and
 * sometimes a second time. The event itself never changes.
 */
export function sendingsOf(
  event: PlannedEvent,
  seed: number,
  rates: Pick<DisturbanceRates, 'duplicates' | 'reorder'>,
): readonly Sending[] {
  const random = randomOf(seed, 'disturbance', event.id);
  const planned = Date.parse(event.time);
  const isLate = random.chance(rates.reorder);
  const at = isLate ? planned + Math.round(hours(random.between(6, 30))) : planned;
  const first: Sending = { at, event, isDuplicate: false };
  if (!random.chance(rates.duplicates)) return [first];
  const again = at + Math.round(days(random.between(0, 2)));
  return [first, { at: again, event, isDuplicate: true }];
}
