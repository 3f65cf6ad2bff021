import { condition, continueAsNew, defineSignal, setHandler } from '@temporalio/workflow';

/** Ends the journey as one that is closed. */
export const closeSignal = defineSignal('test.close');

/** Makes the journey begin its next run. */
export const rollSignal = defineSignal('test.roll');

/** A journey that only lives: what it was signalled is read from its history. */
export async function recordingJourney(): Promise<void> {
  let next: 'close' | 'roll' | undefined;
  setHandler(closeSignal, () => {
    next = 'close';
  });
  setHandler(rollSignal, () => {
    next = 'roll';
  });
  await condition(() => next !== undefined);
  if (next === 'roll') await continueAsNew<typeof recordingJourney>();
}
