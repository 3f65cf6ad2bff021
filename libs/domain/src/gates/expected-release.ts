import type { Batch, JourneyState } from '../journey/state.js';
import { bookedSchedule } from '../scheduling/booked-schedule.js';
import { type Instant, isBefore, plusDays, startOf } from '../time/instant.js';

/**
 * When a batch that is being made should be released: after the days the product takes, else on the date that the
 * manufacturer promised with the slot. Undefined when nobody has said.
 */
export function expectedReleaseAt(state: JourneyState, batch: Batch): Instant | undefined {
  const days = state.rules.manufacturing.expectedDays;
  if (days !== undefined) return plusDays(batch.startedAt, days);
  const slotId = bookedSchedule(state)?.slotId;
  const promised = slotId === undefined ? undefined : state.slots[slotId]?.expectedRelease;
  if (promised === undefined) return undefined;
  const at = startOf(promised);
  return isBefore(batch.startedAt, at) ? at : undefined;
}
