import type { StageRoutine } from './stage-routine.js';

/** The day's counts allow it, cells are collected, counted and labelled. */
export const leukapheresis: StageRoutine = async (journey) => {
  await journey.gate('apheresis.may-start');
  await journey.gate('material.may-ship');
};
