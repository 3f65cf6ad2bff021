import { partnerRequestSchema } from '#contracts/outbound/partner-request.js';
import { businessTopics, deadLetterTopic, requestsTopic } from '#contracts/topics.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { type KafkaBroker, until } from '../kafka/kafka-broker.js';

/** Everything that the intake publishes, as it comes: dead letters, and what partners are told. */
export class Published {
  readonly letters: ReceivedMessage[] = [];
  private readonly told: ReceivedMessage[] = [];
  private readonly consumer: KafkaConsumer;

  constructor(broker: KafkaBroker, partnerIds: readonly string[]) {
    const deadLetters = businessTopics.map((topic) => deadLetterTopic(topic));
    this.consumer = new KafkaConsumer({
      ...broker,
      groupId: 'published',
      topics: [...deadLetters, ...partnerIds.map((id) => requestsTopic(id))],
      onMessages: (messages) => {
        for (const message of messages) {
          (deadLetters.includes(message.topic) ? this.letters : this.told).push(message);
        }
      },
    });
  }

  async start(): Promise<void> {
    await this.consumer.start();
  }

  async close(): Promise<void> {
    await this.consumer.close();
  }

  /** The dead letters that have exactly these bytes. */
  lettersOf(value: string): readonly ReceivedMessage[] {
    return this.letters.filter((letter) => String(letter.value) === value);
  }

  /** Waits for the dead letter that has exactly these bytes. */
  async of(value: string): Promise<ReceivedMessage> {
    await until(() => this.lettersOf(value).length > 0);
    return this.lettersOf(value)[0] as ReceivedMessage;
  }

  /** What a partner was told about an event. */
  noticesOf(partnerId: string, eventId: string) {
    return this.toldTo(partnerId).filter(({ data }) => data['eventId'] === eventId);
  }

  /** Everything that a partner was told. */
  toldTo(partnerId: string) {
    return this.told
      .filter(({ topic }) => topic === requestsTopic(partnerId))
      .map(({ key, value }) => ({
        key: String(key),
        ...partnerRequestSchema.parse(JSON.parse(String(value))),
      }));
  }

  /** Waits until a partner was told something about an event. */
  async noticeOf(partnerId: string, eventId: string) {
    await until(() => this.noticesOf(partnerId, eventId).length > 0);
    return this.noticesOf(partnerId, eventId)[0];
  }
}
