import { randomUUID } from 'node:crypto';
import { businessTopics } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ReadingToTheEnd } from '../reading/reading-to-the-end.js';

/**
 * Reads back from the inbound topics the id of every event that was ever published and gives it to `remember`.
 * Rejects when the brokers do not answer.
 */
export async function readPublishedBefore(
  connection: KafkaConnection,
  remember: (eventId: string) => void,
): Promise<void> {
  const reading = new ReadingToTheEnd(await partitionBounds(connection, businessTopics));
  let crashed!: (error: unknown) => void;
  const crash = new Promise<never>((_, reject) => {
    crashed = reject;
  });
  const consumer = new KafkaConsumer({
    ...connection,
    // A member that a crash left behind would be waited for; nothing is ever continued from this group.
    groupId: `partner-simulator.published-before.${randomUUID()}`,
    topics: businessTopics,
    startAt: () => reading.startAt(),
    onCrash: (error) => crashed(error),
    onMessages: (messages) => {
      for (const message of messages) {
        const id = eventIdOf(message);
        if (id !== undefined) remember(id);
        message.acknowledge();
        reading.read(message);
      }
    },
  });
  try {
    await consumer.start();
    await Promise.race([reading.end, crash]);
  } finally {
    await consumer.close();
  }
}

function eventIdOf({ value }: ReceivedMessage): string | undefined {
  try {
    const { id } = JSON.parse(String(value)) as { readonly id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
