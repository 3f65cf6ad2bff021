import type { StageRoutine } from './stage-routine.js';

/** The clinic is authorised and gives the regimen; two people identify the product, a physician authorises the infusion. */
export const lymphodepletion: StageRoutine = (journey) =>
  journey.gate('infusion.may-start', 'lymphodepletion.authorized', 'allocation.requested');
