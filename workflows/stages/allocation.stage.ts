import type { StageRoutine } from './stage-routine.js';

/** Units are offered from stock, a physician chooses one that fits, the manufacturer puts it aside. */
export const allocation: StageRoutine = (journey) =>
  journey.gate('allocation.confirmed', 'allocation.requested');
