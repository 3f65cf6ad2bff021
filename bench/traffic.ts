import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Consumer, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

/** Where events are published, and where it is read that they were applied. */
export type Topics = { readonly inbound: string; readonly journal: string };

/** The product's own topics. */
export const productTopics: Topics = { inbound: 'clinic.events.v1', journal: 'journey.events.v1' };

const source = 'urn:v2v:site:northgate';

type Waiting = { readonly sentAt: number; readonly applied: (latencyMs: number) => void };

/**
 * Publishes plain facts, a weight measured, and sees them applied: the time of an event runs from before it is handed to
 * the producer until its record is read from the journal.
 */
export class Traffic {
  private readonly producer: Producer;
  private readonly consumer: Consumer;
  private readonly waiting = new Map<string, Waiting>();
  private published = 0;

  constructor(
    brokers: string,
    private readonly topics: Topics,
  ) {
    const kafka = new Kafka({
      clientId: 'bench',
      brokers: brokers.split(','),
      logLevel: logLevel.NOTHING,
    });
    this.producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    this.consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxWaitTimeInMs: 100 });
  }

  /** Connects and reads the journal from its end. */
  async open(): Promise<void> {
    await this.producer.connect();
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.topics.journal], fromBeginning: false });
    const joined = new Promise((resolve) => {
      this.consumer.on('consumer.group_join', resolve);
    });
    await this.consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        for (const { value } of batch.messages) this.read(value);
        return Promise.resolve();
      },
    });
    await joined;
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await Promise.all([this.producer.disconnect(), this.consumer.disconnect()]);
  }

  /** How many events are published and not seen applied. */
  get outstanding(): number {
    return this.waiting.size;
  }

  /** Publishes an event for each journey named, together; each promise gives its milliseconds until it is applied. */
  publish(journeyIds: readonly string[]): readonly Promise<number>[] {
    const sentAt = performance.now();
    const applied: Promise<number>[] = [];
    const messages = journeyIds.map((journeyId) => {
      this.published += 1;
      const id = `bench-${this.topics.inbound}-${this.published}`;
      applied.push(
        new Promise((resolve) => {
          this.waiting.set(id, { sentAt, applied: resolve });
        }),
      );
      return { key: journeyId, value: JSON.stringify(eventOf(id, journeyId)) };
    });
    const sent = this.producer.send({ topic: this.topics.inbound, acks: -1, messages });
    return applied.map(async (one) => {
      await sent;
      return one;
    });
  }

  /** Waits until nothing is outstanding, at most `limitMs`; answers how many are left. */
  async drained(limitMs: number): Promise<number> {
    const end = performance.now() + limitMs;
    while (this.outstanding > 0 && performance.now() < end) await pause(20);
    return this.outstanding;
  }

  private read(value: Buffer | null): void {
    const text = value?.toString('utf8') ?? '';
    // Most records are of no event of ours; they need no parsing.
    if (!text.includes('"bench-')) return;
    const { data } = JSON.parse(text) as { data: { fact?: { id: string } } };
    const id = data.fact?.id ?? '';
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    waiting.applied(performance.now() - waiting.sentAt);
  }
}

function eventOf(id: string, journeyId: string): object {
  const time = new Date().toISOString();
  return {
    specversion: '1.0',
    id,
    source,
    type: 'patient.measured',
    subject: journeyId,
    time,
    data: { weightKg: 75, measuredAt: time },
  };
}
