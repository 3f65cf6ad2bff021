import { businessTopics } from '#contracts/topics.js';
import { committedOffsets, endOffsets, type KafkaBroker, until } from '../kafka/kafka-broker.js';

/** How many messages of a topic come after what the intake has committed, by partition. */
export async function uncommitted(broker: KafkaBroker, topic: string): Promise<readonly number[]> {
  const ends = await endOffsets(broker, topic);
  const committed = await committedOffsets(broker, 'event-intake', topic);
  return [...ends].map(([partition, end]) => end - Math.max(0, committed.get(partition) ?? 0));
}

/** Waits until the intake has committed everything that was published. */
export async function everythingIsCommitted(broker: KafkaBroker): Promise<void> {
  await until(async () => {
    const rest = await Promise.all(businessTopics.map((topic) => uncommitted(broker, topic)));
    return rest.flat().every((count) => count === 0);
  });
}
