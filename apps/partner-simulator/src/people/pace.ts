import type { JourneyClock } from '#domain/time/clock.js';
import { hours } from '../story/planned-event.js';

/** How often people look, in wall milliseconds. */
export type Pace = {
  /** Between two looks at the list. */
  readonly listMs: number;
  /** Before a status is looked at again that only time can have changed. */
  readonly ripeningMs: number;
  /** Before a refused decision is tried again. */
  readonly refusedMs: number;
};

const within = (low: number, value: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** At the scale of a demonstration people hurry; never so much that the services have no time for anything else. */
export function paceOf({ scale }: Pick<JourneyClock, 'scale'>): Pace {
  return {
    listMs: within(100, hours(2.4) / scale, 5_000),
    ripeningMs: within(200, hours(6) / scale, 60_000),
    refusedMs: within(500, hours(12) / scale, 60_000),
  };
}
