import type { StageRoutine } from './stage-routine.js';

/** The clinic screens, the payer answers, the patient consents, a physician confirms. */
export const eligibility: StageRoutine = (journey) =>
  journey.gate('eligibility.confirmed', 'eligibility.requested');
