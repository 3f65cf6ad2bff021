import { defineSignal } from '@temporalio/workflow';

/** The topics of the pipeline, beside those of the product. */
export const plainTopics = { inbound: 'bench.plain.events', journal: 'bench.plain.journal' };

/** The task queue of its worker. */
export const plainTaskQueue = 'bench-plain-journeys';

/** One inbound event as the text it came in. */
export const plainEvent = defineSignal<[string]>('event');

/** What its workflow asks of the world. */
export type PlainActivities = {
  /** Publishes that an event was applied. */
  publish(event: string): Promise<void>;
};
