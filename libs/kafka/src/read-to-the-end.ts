import { randomUUID } from 'node:crypto';
import { kafkaClient, type KafkaConnection } from './client.js';
import { KafkaConsumer } from './consumer.js';
import type { PartitionBounds } from './partition-bounds.js';
import { ReadingToTheEnd } from './reading-to-the-end.js';
import type { ReceivedMessage } from './received-message.js';

/**
 * Reads every message within the bounds, in order within a partition, and hands it to `take`; what comes later is left.
 * Rejects when the brokers do not answer or `take` throws.
 */
export async function readToTheEnd(
  connection: KafkaConnection,
  bounds: readonly PartitionBounds[],
  take: (message: ReceivedMessage) => void,
): Promise<void> {
  const held = bounds.filter(({ from, until }) => until > from);
  if (held.length === 0) return;
  const reading = new ReadingToTheEnd(bounds);
  const crash = Promise.withResolvers<never>();
  crash.promise.catch(() => undefined);
  // A member that a crash left behind would be waited for; nothing is ever continued from this group.
  const groupId = `${connection.clientId}.to-the-end.${randomUUID()}`;
  const consumer = new KafkaConsumer({
    ...connection,
    groupId,
    topics: [...new Set(held.map(({ topic }) => topic))],
    startAt: () => reading.startAt(),
    onCrash: (error) => crash.reject(error),
    onMessages: (messages) => {
      for (const message of messages) {
        if (isWithin(held, message)) take(message);
        message.acknowledge();
        reading.read(message);
      }
    },
  });
  try {
    await consumer.start();
    await Promise.race([reading.end, crash.promise]);
  } finally {
    await consumer.close();
    await forget(connection, groupId);
  }
}

function isWithin(
  bounds: readonly PartitionBounds[],
  { topic, partition, offset }: ReceivedMessage,
): boolean {
  return bounds.some(
    (one) =>
      one.topic === topic &&
      one.partition === partition &&
      offset >= one.from &&
      offset < one.until,
  );
}

async function forget(connection: KafkaConnection, groupId: string): Promise<void> {
  const admin = kafkaClient(connection).admin();
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch (error) {
    connection.logger.warn(`a group that read to the end stays behind: ${String(error)}`);
  } finally {
    await admin.disconnect();
  }
}
