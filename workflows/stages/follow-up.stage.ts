import type { StageRoutine } from './stage-routine.js';

/** The visits of the registry calendar, to its last one. */
export const followUp: StageRoutine = (journey) =>
  journey.gate('follow-up.may-close', 'assessment.due');
