import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { kafkaClient } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import { deadLetter } from '#kafka/dead-letter.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics, TopicMismatchError } from '#kafka/topics.js';
import { freshTopic, type KafkaBroker, kafkaBroker, until } from './kafka-broker.js';

jest.setTimeout(60_000);

let broker: KafkaBroker;
let producer: KafkaProducer;

beforeAll(async () => {
  broker = await kafkaBroker('producer-spec');
  producer = new KafkaProducer(broker);
});

afterAll(async () => {
  await producer.disconnect();
  await broker.stop();
});

async function readAll(
  topic: string,
  count: number,
  key?: string,
): Promise<readonly ReceivedMessage[]> {
  const received: ReceivedMessage[] = [];
  const onMessages = (messages: readonly ReceivedMessage[]): void => {
    received.push(
      ...messages.filter((message) => key === undefined || String(message.key) === key),
    );
  };
  const groupId = crypto.randomUUID();
  const consumer = new KafkaConsumer({ ...broker, groupId, topics: [topic], onMessages });
  await consumer.start();
  await until(() => received.length >= count);
  await consumer.close();
  return received;
}

describe('a producer', () => {
  it('keeps the order of concurrent calls for each key', async () => {
    const topic = await freshTopic(broker, 3);
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    await Promise.all(
      numbers.map((index) =>
        producer.publish([{ topic, key: `k${index % 5}`, value: String(index) }]),
      ),
    );
    const received = await readAll(topic, 300);
    for (const key of ['k0', 'k1', 'k2', 'k3', 'k4']) {
      const ofKey = received.filter((message) => String(message.key) === key);
      const order = ofKey.map(({ value }) => Number(value));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).toHaveLength(60);
    }
  });

  it('maps keys to partitions as Java clients do', async () => {
    const topic = await freshTopic(broker, 6);
    await producer.publish([{ topic, key: '21', value: 'x' }]);
    const [message] = await readAll(topic, 1);
    // murmur2('21') = -973932308 in Kafka's own tests; without its sign bit, modulo 6.
    expect(message?.partition).toBe((-973_932_308 & 0x7f_ff_ff_ff) % 6);
  });

  it('fails only the call whose message no broker takes, and goes on', async () => {
    const topic = await freshTopic(broker, 1);
    const outcomes = await Promise.allSettled([
      producer.publish([{ topic, key: 'a', value: '1' }]),
      producer.publish([{ topic, key: 'a', value: Buffer.alloc(2_000_000) }]),
      producer.publish([{ topic, key: 'a', value: '2' }]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await producer.publish([{ topic, key: 'a', value: '3' }]);
    const received = await readAll(topic, 3);
    expect(received.map(({ value }) => String(value))).toEqual(['1', '2', '3']);
  });
});

describe('the topics', () => {
  it('are made once, with the partitions and retention they keep', async () => {
    await ensureTopics(broker.brokers, ['alpine-cell'], broker.logger);
    await ensureTopics(broker.brokers, ['alpine-cell', 'pacific-cell'], broker.logger);
    const admin = kafkaClient(broker).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata();
    const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions.length]));
    expect(partitions.get('journey.events.v1')).toBe(24);
    expect(partitions.get('lab.events.v1')).toBe(6);
    expect(partitions.get('lab.events.v1.dead-letter')).toBe(3);
    expect(partitions.get('logistics.telemetry.v1')).toBe(6);
    expect(partitions.get('logistics.telemetry.v1.dead-letter')).toBe(3);
    expect(partitions.get('requests.pacific-cell.v1')).toBe(3);
    await admin.disconnect();
  });

  it('are refused when one exists with another number of partitions', async () => {
    const admin = kafkaClient(broker).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'requests.odd.v1', numPartitions: 1 }] });
    await admin.disconnect();
    await expect(ensureTopics(broker.brokers, ['odd'], broker.logger)).rejects.toThrow(
      TopicMismatchError,
    );
  });
});

describe('a dead letter', () => {
  it('has the key, bytes and headers of its event, and says why and whence', async () => {
    await ensureTopics(broker.brokers, [], broker.logger);
    const value = Buffer.from('{"broken');
    const headers = { signature: 'a..b' };
    const key = crypto.randomUUID();
    await producer.publish([{ topic: 'lab.events.v1', key, value, headers }]);
    const [message] = await readAll('lab.events.v1', 1, key);
    const failedAt = Date.parse('2026-03-02T09:00:00Z');
    const why = { reason: 'malformed-json', detail: '/: expected a JSON object', attempts: 1 };
    await producer.publish([deadLetter(message!, { ...why, failedAt })]);
    const [letter] = await readAll('lab.events.v1.dead-letter', 1, key);
    expect(letter?.value).toEqual(value);
    const shown = Object.entries(letter?.headers ?? {}).map(([name, bytes]) => [
      name,
      String(bytes),
    ]);
    expect(Object.fromEntries(shown)).toEqual({
      signature: 'a..b',
      reason: 'malformed-json',
      detail: '/: expected a JSON object',
      'failed-at': '2026-03-02T09:00:00.000Z',
      'origin-topic': 'lab.events.v1',
      'origin-partition': String(message?.partition),
      'origin-offset': String(message?.offset),
      'origin-append-time': new Date(message?.timestamp ?? 0).toISOString(),
      attempts: '1',
    });
  });
});
