import { type Message, Partitioners, type Producer } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from './client.js';

/** One message to publish; those of one key keep their order. */
export type OutgoingMessage = {
  readonly topic: string;
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  readonly headers?: Readonly<Record<string, string | Buffer>>;
};

type Waiting = {
  readonly messages: readonly OutgoingMessage[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
};

const mostMessages = 2_000;

/**
 * Publishes at least once, in the order of the calls: one request is under way, what is called meanwhile goes
 * with the next. A call returns when every in-sync replica has its messages, and rejects when that stays unknown:
 * the caller repeats it.
 */
export class KafkaProducer {
  private producer: Producer | null = null;
  private readonly waiting: Waiting[] = [];
  private draining: Promise<void> | null = null;

  constructor(private readonly connection: KafkaConnection) {}

  /** Connects, so that a wrong address is known at the start. */
  async connect(): Promise<void> {
    await this.connected();
  }

  /** Publishes these messages together. */
  publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return Promise.resolve();
    const published = new Promise<void>((resolve, reject) => {
      this.waiting.push({ messages, resolve, reject });
    });
    this.draining ??= this.drain();
    return published;
  }

  /** Publishes what was called before and disconnects. */
  async disconnect(): Promise<void> {
    await this.draining;
    await this.discard();
  }

  private async drain(): Promise<void> {
    // Calls of one turn travel together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const gathered = this.gather();
      const failure = await this.send(gathered.flatMap(({ messages }) => messages));
      if (failure === null) gathered.forEach(({ resolve }) => resolve());
      else if (gathered.length === 1) gathered[0]?.reject(failure.error);
      else await this.sendEachAlone(gathered);
    }
    // In the same turn as the last look at what waits: a call in between would wait for ever.
    this.draining = null;
  }

  private gather(): Waiting[] {
    let count = 0;
    const end = this.waiting.findIndex(({ messages }, index) => {
      count += messages.length;
      return index > 0 && count > mostMessages;
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  /** One message that no broker takes must not fail the calls that travelled with it. */
  private async sendEachAlone(gathered: readonly Waiting[]): Promise<void> {
    for (const { messages, resolve, reject } of gathered) {
      const failure = await this.send(messages);
      if (failure === null) resolve();
      else reject(failure.error);
    }
  }

  private async send(messages: readonly OutgoingMessage[]): Promise<{ error: unknown } | null> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ acks: -1, topicMessages: byTopic(messages) });
      return null;
    } catch (error) {
      // After a failure it is unknown how far the sequence of this producer has come; a broker that stored the lost
      // request would take the next one, under the same numbers, for its repetition and drop it.
      await this.discard();
      return { error };
    }
  }

  private async connected(): Promise<Producer> {
    if (this.producer !== null) return this.producer;
    const producer = kafkaClient(this.connection).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }

  private async discard(): Promise<void> {
    const { producer } = this;
    this.producer = null;
    try {
      await producer?.disconnect();
    } catch (error) {
      this.connection.logger.warn(`a producer could not be disconnected: ${String(error)}`);
    }
  }
}

function byTopic(messages: readonly OutgoingMessage[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of messages) {
    const list = topics.get(topic) ?? [];
    list.push({ key, value, headers: { ...headers } });
    topics.set(topic, list);
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
}
