import type { StageRoutine } from './stage-routine.js';

/** The product is made and tested; a failed attempt is made again from retained material when quality orders it. */
export const manufacturing: StageRoutine = (journey) =>
  journey.gate('product.may-ship', 'quality-test.requested', 'remanufacture.requested');
