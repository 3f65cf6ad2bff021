import { setTimeout as after } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from './client.js';
import type { TopicPartition } from './received-message.js';

/** What a partition holds: offsets from `from` on, before `until`. */
export type PartitionBounds = TopicPartition & { readonly from: number; readonly until: number };

const attempts = 20;

/** What every partition of the topics holds now. Rejects when the brokers do not answer or a topic is missing. */
export async function partitionBounds(
  connection: KafkaConnection,
  topics: readonly string[],
): Promise<readonly PartitionBounds[]> {
  const admin = kafkaClient(connection).admin();
  await admin.connect();
  try {
    const bounds = await Promise.all(topics.map(async (topic) => boundsOf(admin, topic)));
    return bounds.flat();
  } finally {
    await admin.disconnect();
  }
}

async function boundsOf(admin: Admin, topic: string): Promise<readonly PartitionBounds[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.map(({ partition, low, high }) => ({
        topic,
        partition,
        from: Number(low),
        until: Number(high),
      }));
    } catch (error) {
      // A topic that was just created has no leader yet, and one that moves has another for a moment.
      if (attempt === attempts || !isRetriable(error)) throw error;
      await after(250);
    }
  }
}

function isRetriable(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}
