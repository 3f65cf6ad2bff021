import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ConsumerOptions, KafkaConsumer } from '#kafka/consumer.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import {
  committedOffsets,
  freshTopic,
  type KafkaBroker,
  kafkaBroker,
  until,
} from './kafka-broker.js';

jest.setTimeout(60_000);

let broker: KafkaBroker;
let producer: KafkaProducer;
const running: KafkaConsumer[] = [];

beforeAll(async () => {
  broker = await kafkaBroker('consumer-spec');
  producer = new KafkaProducer(broker);
  await producer.connect();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((consumer) => consumer.close()));
});

afterAll(async () => {
  await producer.disconnect();
  await broker.stop();
});

type Reading = { readonly consumer: KafkaConsumer; readonly received: ReceivedMessage[] };

async function readFrom(
  topic: string,
  groupId: string,
  options: Partial<ConsumerOptions> = {},
): Promise<Reading> {
  const received: ReceivedMessage[] = [];
  const consumer = new KafkaConsumer({
    ...broker,
    groupId,
    topics: [topic],
    onMessages: (messages) => received.push(...messages),
    ...options,
  });
  await consumer.start();
  running.push(consumer);
  return { consumer, received };
}

async function publish(topic: string, count: number, key = (index: number) => `k${index}`) {
  await producer.publish(
    Array.from({ length: count }, (_, index) => ({ topic, key: key(index), value: `v${index}` })),
  );
}

const values = (messages: readonly ReceivedMessage[]): string[] =>
  messages.map(({ value }) => String(value));

describe('a consumer of a real broker', () => {
  it('commits the lowest message that is not done, in whatever order they are done', async () => {
    const topic = await freshTopic(broker, 1);
    await publish(topic, 5);
    const { received } = await readFrom(topic, topic);
    await until(() => received.length === 5);
    for (const index of [4, 1, 0]) received[index]?.acknowledge();
    await until(async () => (await committedOffsets(broker, topic, topic)).get(0) === 2);
    received[2]?.acknowledge();
    received[3]?.acknowledge();
    await until(async () => (await committedOffsets(broker, topic, topic)).get(0) === 5);
  });

  it('reads again after a restart what was not done, and nothing else', async () => {
    const topic = await freshTopic(broker, 1);
    await publish(topic, 4);
    const first = await readFrom(topic, topic);
    await until(() => first.received.length === 4);
    first.received.slice(0, 2).forEach((message) => message.acknowledge());
    await first.consumer.close();
    const second = await readFrom(topic, topic);
    await until(() => second.received.length === 2);
    expect(values(second.received)).toEqual(['v2', 'v3']);
  });

  it('rests while too much is not done and goes on afterwards', async () => {
    const topic = await freshTopic(broker, 1);
    await publish(topic, 30);
    const limits = { messages: 10, bytes: 1e9 };
    const { received } = await readFrom(topic, topic, { limits });
    await until(() => received.length === 30);
    await publish(topic, 30);
    await expect(until(() => received.length > 30, 1_500)).rejects.toThrow('not so within');
    received.slice(0, 30).forEach((message) => message.acknowledge());
    await until(() => received.length === 60);
  });

  it('rests at a partition that takes more than its share, and goes on at others', async () => {
    const topic = await freshTopic(broker, 4);
    const limits = { messages: 800, bytes: 1e9 };
    const { received } = await readFrom(topic, topic, { limits });
    const send = (key: string, value: string) => producer.publish([{ topic, key, value }]);
    await Promise.all(Array.from({ length: 120 }, () => send('busy', 'flood')));
    await until(() => received.length === 120);
    const busy = received[0]?.partition;
    await send('busy', 'behind');
    await Promise.all(Array.from({ length: 20 }, (_, index) => send(`key${index}`, 'other')));
    await until(() => received.some(({ partition }) => partition !== busy));
    expect(values(received)).not.toContain('behind');
    received.forEach((message) => message.acknowledge());
    await until(() => values(received).includes('behind'));
  });

  it('delivers nothing of its own twice when another member joins and leaves', async () => {
    const topic = await freshTopic(broker, 4);
    await publish(topic, 40);
    const first = await readFrom(topic, topic);
    await until(() => first.received.length === 40);
    const second = await readFrom(topic, topic);
    await until(() => second.received.length > 0);
    const moved = new Set(second.received.map(({ partition }) => partition));
    first.received.forEach((message) => message.acknowledge());
    second.received.forEach((message) => message.acknowledge());
    running.splice(running.indexOf(second.consumer), 1);
    await second.consumer.close();
    await publish(topic, 40);
    await until(() => new Set(values(first.received)).size === 40 && first.received.length >= 80);
    const kept = first.received.filter(({ partition }) => !moved.has(partition));
    expect(new Set(kept.map(({ partition, offset }) => `${partition}/${offset}`)).size).toBe(
      kept.length,
    );
  });

  it('starts where its caller says and returns there when told', async () => {
    const topic = await freshTopic(broker, 1);
    await publish(topic, 6);
    let asked = 0;
    const startAt: ConsumerOptions['startAt'] = (assigned) => {
      asked += 1;
      if (asked === 1) return Promise.reject(new Error('the database is away'));
      return Promise.resolve(assigned.map((where) => ({ ...where, offset: 4 })));
    };
    const { consumer, received } = await readFrom(topic, topic, { startAt });
    await until(() => received.length === 2);
    expect(values(received)).toEqual(['v4', 'v5']);
    consumer.seek({ topic, partition: 0 }, 1);
    await until(() => received.length === 7);
    expect(values(received).slice(2)).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
  });

  it('keeps bytes, key and headers as they were', async () => {
    const topic = await freshTopic(broker, 1);
    const value = Buffer.from([0, 255, 1]);
    await producer.publish([{ topic, key: 'k', value, headers: { signature: 'a..b' } }]);
    const { received } = await readFrom(topic, topic);
    await until(() => received.length === 1);
    expect(received[0]?.value).toEqual(value);
    expect(String(received[0]?.key)).toBe('k');
    expect(String(received[0]?.headers['signature'])).toBe('a..b');
  });
});
