import { describe, expect, it } from '@jest/globals';
import type { SlotReserveContext } from '@temporalio/worker';
import { JourneyTaskSlots } from './task-slots.js';

function polling(isSticky: boolean): SlotReserveContext {
  return {
    slotType: 'workflow',
    taskQueue: 'treatment-journeys',
    workerIdentity: 'a worker',
    workerBuildId: '',
    isSticky,
  };
}

const never = new AbortController().signal;

/** Whether a promise has been kept by now. */
async function isKept(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), Promise.resolve().then(() => false)]);
}

describe('the slots of workflow tasks', () => {
  it('let no more journeys be replayed at once than there are slots for it, while remembered ones go on', async () => {
    const slots = new JourneyTaskSlots({ remembered: 1, replayed: 2 });
    const first = await slots.reserveSlot(polling(false), never);
    await slots.reserveSlot(polling(false), never);
    const third = slots.reserveSlot(polling(false), never);
    expect(await isKept(third)).toBe(false);
    expect(await slots.reserveSlot(polling(true), never)).toBeDefined();
    slots.releaseSlot({ permit: first });
    expect(await third).toBeDefined();
  });

  it('give a slot that is free again to whoever waits for one of its kind, and else keep it', async () => {
    const slots = new JourneyTaskSlots({ remembered: 1, replayed: 1 });
    const remembered = await slots.reserveSlot(polling(true), never);
    const replayed = await slots.reserveSlot(polling(false), never);
    const next = slots.reserveSlot(polling(false), never);
    slots.releaseSlot({ permit: remembered });
    expect(await isKept(next)).toBe(false);
    expect(slots.tryReserveSlot(polling(true))).not.toBeNull();
    slots.releaseSlot({ permit: replayed });
    expect(await next).toBeDefined();
    expect(slots.tryReserveSlot(polling(false))).toBeNull();
  });

  it('forget who does not want one any more', async () => {
    const slots = new JourneyTaskSlots({ remembered: 1, replayed: 1 });
    const held = await slots.reserveSlot(polling(false), never);
    const withdrawn = new AbortController();
    const waiting = slots.reserveSlot(polling(false), withdrawn.signal);
    withdrawn.abort();
    await expect(waiting).rejects.toBe(withdrawn.signal.reason);
    slots.releaseSlot({ permit: held });
    expect(slots.tryReserveSlot(polling(false))).not.toBeNull();
  });
});
