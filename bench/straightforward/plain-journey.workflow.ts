import { condition, continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow';
import { type PlainActivities, plainEvent } from './messages.js';

const { publish } = proxyActivities<PlainActivities>({ startToCloseTimeout: '30 seconds' });
const mostEvents = 400;

/** Applies one event after the other: knows it once, and publishes it before it takes the next. */
export async function plainJourney(known: readonly string[] = []): Promise<void> {
  const applied = new Set(known);
  const waiting: string[] = [];
  setHandler(plainEvent, (event) => {
    waiting.push(event);
  });
  for (let count = 0; count < mostEvents || waiting.length > 0; count += 1) {
    await condition(() => waiting.length > 0);
    const event = waiting.shift() ?? '';
    const { id } = JSON.parse(event) as { readonly id: string };
    if (applied.has(id)) continue;
    applied.add(id);
    await publish(event);
  }
  await continueAsNew<typeof plainJourney>([...applied]);
}
