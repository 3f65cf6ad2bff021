import type { StageRoutine } from './stage-routine.js';

/** The day's counts allow it, cells are collected, counted and labelled; a slot that is lost is sought anew meanwhile. */
export const leukapheresis: StageRoutine = async (journey) => {
  await journey.gate('apheresis.may-start', 'slot.requested', 'manufacturing.ordered');
  await journey.gate('material.may-ship', 'slot.requested', 'manufacturing.ordered');
};
