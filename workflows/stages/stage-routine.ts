import type { Journey } from '../journey/journey.js';

/** What a stage does until its gate lets the journey on; it is abandoned when the journey leaves it otherwise. */
export type StageRoutine = (journey: Journey) => Promise<void>;
