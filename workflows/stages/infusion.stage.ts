import type { StageRoutine } from './stage-routine.js';

/** The clinic is authorised and gives every bag. */
export const infusion: StageRoutine = (journey) =>
  journey.gate('infusion.complete', 'infusion.authorized');
