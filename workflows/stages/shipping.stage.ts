import type { StageRoutine } from './stage-routine.js';

/** The material travels to the manufacturer, who receives and identifies it. */
export const outboundShipment: StageRoutine = (journey) =>
  journey.gate('manufacturing.may-start', 'pickup.requested');

/** The product travels to the treatment centre, is received and checked; a physician authorises lymphodepletion. */
export const inboundShipment: StageRoutine = (journey) =>
  journey.gate('lymphodepletion.may-start', 'pickup.requested', 'allocation.requested');
