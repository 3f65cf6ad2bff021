import {
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { AlarmPathActivities } from './alarm-path/activities.js';
import { type AlarmPathInput, beatQuery } from './alarm-path/messages.js';

const beatsOfARun = 100;

const { publishBeat } = proxyActivities<AlarmPathActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
});

/** Beats for as long as alarms can be raised: a timer fires, a worker takes it, the journal's publisher writes. */
export async function alarmPath(input: AlarmPathInput): Promise<never> {
  const { everyMs } = input;
  let { publishedAt } = input;
  setHandler(beatQuery, () => publishedAt);
  for (let beats = 0; beats < beatsOfARun; beats += 1) {
    publishedAt = await publishBeat();
    setCurrentDetails(`Alarms could be raised at ${publishedAt}`);
    await sleep(everyMs);
  }
  return continueAsNew<typeof alarmPath>({ everyMs, publishedAt });
}
