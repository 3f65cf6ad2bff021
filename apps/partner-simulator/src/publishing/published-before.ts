import { businessTopics } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import type { ReceivedMessage } from '#kafka/received-message.js';

/**
 * Reads back from the inbound topics the id of every event that was ever published and gives it to `remember`.
 * Rejects when the brokers do not answer.
 */
export async function readPublishedBefore(
  connection: KafkaConnection,
  remember: (eventId: string) => void,
): Promise<void> {
  const bounds = await partitionBounds(connection, businessTopics);
  await readToTheEnd(connection, bounds, (message) => {
    const id = eventIdOf(message);
    if (id !== undefined) remember(id);
  });
}

function eventIdOf({ value }: ReceivedMessage): string | undefined {
  try {
    const { id } = JSON.parse(String(value)) as { readonly id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
