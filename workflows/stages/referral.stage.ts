import type { StageRoutine } from './stage-routine.js';

/** The patient is enrolled; the site is qualified and knows who the patient is. */
export const referral: StageRoutine = (journey) => journey.gate('referral.complete');
