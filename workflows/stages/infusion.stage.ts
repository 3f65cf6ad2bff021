import type { StageRoutine } from './stage-routine.js';

/** The clinic is authorised for one dose after the other and gives every bag; between doses the patient is assessed. */
export const infusion: StageRoutine = (journey) =>
  journey.gate('infusion.complete', 'infusion.authorized', 'assessment.due');
