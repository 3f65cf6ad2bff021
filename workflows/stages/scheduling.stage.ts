import type { StageRoutine } from './stage-routine.js';

/** Slot, apheresis and bed are offered, booked together by the coordinator, ordered, and confirmed by who owns them. */
export const scheduling: StageRoutine = (journey) =>
  journey.gate(
    'schedule.confirmed',
    'appointment.requested',
    'slot.requested',
    'manufacturing.ordered',
    'apheresis.requested',
  );
