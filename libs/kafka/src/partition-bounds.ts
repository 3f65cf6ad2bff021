import { kafkaClient, type KafkaConnection } from './client.js';
import type { TopicPartition } from './received-message.js';

/** What a partition holds: offsets from `from` on, before `until`. */
export type PartitionBounds = TopicPartition & { readonly from: number; readonly until: number };

/** What every partition of the topics holds now. Rejects when the brokers do not answer or a topic is missing. */
export async function partitionBounds(
  connection: KafkaConnection,
  topics: readonly string[],
): Promise<readonly PartitionBounds[]> {
  const admin = kafkaClient(connection).admin();
  await admin.connect();
  try {
    const bounds = await Promise.all(
      topics.map(async (topic) =>
        (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
          topic,
          partition,
          from: Number(low),
          until: Number(high),
        })),
      ),
    );
    return bounds.flat();
  } finally {
    await admin.disconnect();
  }
}
