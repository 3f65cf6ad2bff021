import { randomUUID } from 'node:crypto';
import { requestsTopic } from '#contracts/topics.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ReadingToTheEnd } from '#kafka/reading-to-the-end.js';
import { decodeRequest } from './decode-request.js';
import type { RequestDesk } from './request-desk.js';

/** The requests topics are not being read. */
export class NotReadingError extends Error {
  readonly code = 'not-reading';
  constructor() {
    super('the requests to partners are not being read yet');
    this.name = 'NotReadingError';
  }
}

/** Reads what every partner is asked, from the beginning, since nothing else remembers what is planned. */
export class RequestReader {
  private readonly partnerOf: ReadonlyMap<string, string>;
  private consumer: KafkaConsumer | undefined;

  constructor(
    private readonly connection: KafkaConnection,
    partnerIds: readonly string[],
    private readonly desk: RequestDesk,
  ) {
    this.partnerOf = new Map(partnerIds.map((id) => [requestsTopic(id), id]));
  }

  /**
   * Begins to read and returns when all that was asked before is answered. Rejects when the brokers do not answer or
   * reading ended meanwhile; when it ends later, `onCrash` hears.
   */
  async start(onCrash: (error: unknown) => void): Promise<void> {
    await this.close();
    let crash!: (error: unknown) => void;
    const crashed = new Promise<never>((_, reject) => {
      crash = reject;
    });
    const topics = [...this.partnerOf.keys()];
    const reading = new ReadingToTheEnd(await partitionBounds(this.connection, topics));
    this.consumer = new KafkaConsumer({
      ...this.connection,
      // Everything is read anew at every start; a member that a crash left behind would only be waited for.
      groupId: `partner-simulator.${randomUUID()}`,
      topics,
      startAt: () => reading.startAt(),
      onCrash: (error) => {
        crash(error);
        onCrash(error);
      },
      onMessages: (messages) => {
        for (const message of messages) this.take(message, reading);
      },
    });
    await this.consumer.start();
    await Promise.race([reading.end, crashed]);
    await this.desk.answered();
  }

  /** @throws NotReadingError, and whatever the consumer says. */
  assertReading(): void {
    if (this.consumer === undefined) throw new NotReadingError();
    this.consumer.assertReading();
  }

  async close(): Promise<void> {
    const { consumer } = this;
    this.consumer = undefined;
    await consumer?.close();
  }

  private take(message: ReceivedMessage, reading: ReadingToTheEnd): void {
    const partnerId = this.partnerOf.get(message.topic) ?? '';
    const request = decodeRequest(message.value, partnerId);
    if (request !== undefined) this.desk.accept(request);
    message.acknowledge();
    reading.read(message);
  }
}
