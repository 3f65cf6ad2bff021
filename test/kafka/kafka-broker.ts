import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startKafka } from '../../apps/local-stack/src/servers/index.js';
import { kafkaClient, type KafkaConnection } from '#kafka/client.js';

/** A broker for one test file: that of KAFKA_BROKERS, or one of its own. */
export type KafkaBroker = KafkaConnection & { readonly stop: () => Promise<void> };

const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });

export async function kafkaBroker(clientId: string): Promise<KafkaBroker> {
  const directory = await mkdtemp(join(tmpdir(), 'kafka-'));
  const kafka = await startKafka({ directory });
  return {
    brokers: kafka.address.split(','),
    clientId,
    logger,
    stop: async () => {
      await kafka.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What a group has committed of a topic, by partition; -1 where nothing. */
export async function committedOffsets(
  broker: KafkaConnection,
  groupId: string,
  topic: string,
): Promise<Map<number, number>> {
  const admin = kafkaClient(broker).admin();
  await admin.connect();
  try {
    const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
    return new Map(offsets?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  } finally {
    await admin.disconnect();
  }
}

/** Where each partition of a topic ends: the offset its next message will have. */
export async function endOffsets(
  broker: KafkaConnection,
  topic: string,
): Promise<Map<number, number>> {
  const admin = kafkaClient(broker).admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  } finally {
    await admin.disconnect();
  }
}

/** Creates a topic under a name no other test has. */
export async function freshTopic(broker: KafkaConnection, partitions: number): Promise<string> {
  const admin = kafkaClient(broker).admin();
  const topic = `test-${crypto.randomUUID()}`;
  await admin.connect();
  try {
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions }] });
    return topic;
  } finally {
    await admin.disconnect();
  }
}

/** Waits until `condition` holds, looking 20 times a second; fails after `limit` ms. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limit = 30_000,
): Promise<void> {
  const end = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not so within ${limit} ms: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
