import { randomUUID } from 'node:crypto';
import { type Admin, type Consumer, type IHeaders, Kafka, logLevel } from 'kafkajs';
import type { Message } from './message.js';

/** What a partition holds: from the first offset kept to the one that comes next. */
export type Extent = { readonly partition: number; readonly low: number; readonly high: number };

/** A way into Kafka that leaves no trace: nothing is committed and its own group is deleted. */
export class Topics {
  private readonly kafka: Kafka;
  private readonly admin: Admin;

  constructor(brokers: readonly string[]) {
    this.kafka = new Kafka({
      clientId: 'invariants',
      brokers: [...brokers],
      logLevel: logLevel.NOTHING,
    });
    this.admin = this.kafka.admin();
  }

  /** Connects. */
  async open(): Promise<void> {
    await this.admin.connect();
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.admin.disconnect();
  }

  /** The names of all topics that are not Kafka's own. */
  async names(): Promise<readonly string[]> {
    const names = await this.admin.listTopics();
    return names.filter((name) => !name.startsWith('__')).toSorted();
  }

  /** What each partition of a topic holds now. */
  async extents(topic: string): Promise<readonly Extent[]> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets.map(({ partition, low, high }) => ({
      partition,
      low: Number(low),
      high: Number(high),
    }));
  }

  /** The offset a group reads next in each partition of a topic; -1 where it has committed none. */
  async committed(group: string, topic: string): Promise<ReadonlyMap<number, number>> {
    const [answer] = await this.admin.fetchOffsets({ groupId: group, topics: [topic] });
    return new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  }

  /** Every message that the topics hold at this moment, partition by partition in order. */
  async read(topics: readonly string[]): Promise<readonly Message[]> {
    const open = new Map<string, number>();
    for (const topic of topics) {
      for (const { partition, low, high } of await this.extents(topic)) {
        if (high > low) open.set(`${topic}/${partition}`, high);
      }
    }
    if (open.size === 0) return [];
    const groupId = `invariants-${randomUUID()}`;
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      return await readUntil(consumer, open);
    } finally {
      await consumer.disconnect();
      await this.admin.deleteGroups([groupId]).catch(() => undefined);
    }
  }
}

/** Reads until every partition has reached the offset it ended at. */
function readUntil(consumer: Consumer, open: Map<string, number>): Promise<readonly Message[]> {
  const messages: Message[] = [];
  return new Promise((resolve, reject) => {
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    consumer
      .run({
        autoCommit: false,
        eachBatch: ({ batch }) => {
          const place = `${batch.topic}/${batch.partition}`;
          const end = open.get(place);
          if (end === undefined) return Promise.resolve();
          for (const { offset, key, value, headers, timestamp } of batch.messages) {
            if (Number(offset) >= end) break;
            messages.push({
              topic: batch.topic,
              partition: batch.partition,
              offset: Number(offset),
              key: key?.toString('utf8') ?? null,
              value,
              headers: textsOf(headers),
              timestamp: Number(timestamp),
            });
          }
          if (Number(batch.lastOffset()) >= end - 1) open.delete(place);
          if (open.size === 0) resolve(messages);
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
}

function textsOf(headers: IHeaders | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
}
