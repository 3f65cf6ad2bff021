import { journalTopic } from '#contracts/topics.js';
import type { Digest } from '#domain/journey/record.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { decodeRecord, journeyOf, type JournalEntry } from '#journal/decode-record.js';

/** Reads one partition of the journal from its start for the messages of one journey. */
export class JourneyMessages {
  private readonly found = new Map<number, ReceivedMessage>();
  private readonly consumer: KafkaConsumer;
  private reached = 0;
  private heard = Promise.withResolvers<void>();

  private constructor(
    source: KafkaConnection,
    private readonly partition: number,
    private readonly journeyId: string,
    private readonly digest: Digest,
    ends: ReadonlyMap<number, number>,
  ) {
    this.consumer = new KafkaConsumer({
      ...source,
      groupId: `journal-projector-journey-${crypto.randomUUID()}`,
      topics: [journalTopic],
      onMessages: (messages) => this.take(messages),
      startAt: (assigned) =>
        Promise.resolve(
          assigned.map((where) => ({
            ...where,
            offset: where.partition === partition ? 0 : (ends.get(where.partition) ?? 0),
          })),
        ),
      onCrash: (error) => this.heard.reject(error),
    });
  }

  /** Begins to read. */
  static async of(
    source: KafkaConnection,
    partition: number,
    journeyId: string,
    digest: Digest,
  ): Promise<JourneyMessages> {
    const bounds = await partitionBounds(source, [journalTopic]);
    const ends = new Map(bounds.map((bound) => [bound.partition, bound.until]));
    const messages = new JourneyMessages(source, partition, journeyId, digest, ends);
    await messages.consumer.start();
    return messages;
  }

  /** What the journal holds of the journey below an offset, as soon as that is read. */
  async before(offset: number): Promise<readonly JournalEntry[]> {
    while (this.reached < offset) await this.heard.promise;
    return [...this.found.values()]
      .filter((message) => message.offset < offset)
      .map((message) => decodeRecord(message, this.digest));
  }

  async close(): Promise<void> {
    await this.consumer.close();
  }

  private take(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) {
      message.acknowledge();
      if (message.partition !== this.partition) continue;
      if (journeyOf(message) === this.journeyId) this.found.set(message.offset, message);
      this.reached = Math.max(this.reached, message.offset + 1);
    }
    this.heard.resolve();
    this.heard = Promise.withResolvers<void>();
  }
}
