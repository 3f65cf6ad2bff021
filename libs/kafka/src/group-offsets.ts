import { kafkaClient, type KafkaConnection } from './client.js';

/** What a group has committed, by `<topic>/<partition>`; partitions of which it committed nothing are left out. */
export async function groupOffsets(
  connection: KafkaConnection,
  groupId: string,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const admin = kafkaClient(connection).admin();
  await admin.connect();
  try {
    const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
    return new Map(
      committed.flatMap(({ topic, partitions }) =>
        partitions
          .filter(({ offset }) => Number(offset) >= 0)
          .map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)] as const),
      ),
    );
  } finally {
    await admin.disconnect();
  }
}
