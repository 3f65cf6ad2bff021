import type { StageRoutine } from './stage-routine.js';

/** Assessments at their cadence until the windows are over, nothing is open and a physician closes. */
export const monitoring: StageRoutine = (journey) =>
  journey.gate('monitoring.may-end', 'assessment.due');
