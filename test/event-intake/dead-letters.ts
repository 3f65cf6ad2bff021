import { businessTopics, deadLetterTopic } from '#contracts/topics.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { type KafkaBroker, until } from '../kafka/kafka-broker.js';

/** Everything on the dead-letter topics, as it comes. */
export class DeadLetterReader {
  readonly letters: ReceivedMessage[] = [];
  private readonly consumer: KafkaConsumer;

  constructor(broker: KafkaBroker) {
    this.consumer = new KafkaConsumer({
      ...broker,
      groupId: 'dead-letter-reader',
      topics: businessTopics.map((topic) => deadLetterTopic(topic)),
      onMessages: (messages) => this.letters.push(...messages),
    });
  }

  async start(): Promise<void> {
    await this.consumer.start();
  }

  async close(): Promise<void> {
    await this.consumer.close();
  }

  /** Waits for the dead letter that has exactly these bytes. */
  async of(value: string): Promise<ReceivedMessage> {
    let found: ReceivedMessage | undefined;
    await until(() => {
      found = this.letters.find((letter) => String(letter.value) === value);
      return found !== undefined;
    });
    return found as unknown as ReceivedMessage;
  }
}
