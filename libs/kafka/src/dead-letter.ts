import type { DeadLetterHeaders } from '#contracts/dead-letter.js';
import { deadLetterTopic } from '#contracts/topics.js';
import type { KafkaProducer } from './producer.js';
import type { ReceivedMessage } from './received-message.js';

/** Why a message could not be used; `detail` holds no value of it. */
export type DeadLetter = {
  readonly reason: string;
  readonly detail: string;
  /** Wall time, in ms. */
  readonly failedAt: number;
  readonly attempts: number;
};

/**
 * Publishes a message to the dead-letter topic of its own: the same bytes, key and headers, with why and whence
 * added. It returns once the brokers have it; only then may the message be acknowledged.
 */
export async function publishDeadLetter(
  producer: KafkaProducer,
  message: ReceivedMessage,
  { reason, detail, failedAt, attempts }: DeadLetter,
): Promise<void> {
  const why: DeadLetterHeaders = {
    reason,
    detail,
    'failed-at': new Date(failedAt).toISOString(),
    'origin-topic': message.topic,
    'origin-partition': String(message.partition),
    'origin-offset': String(message.offset),
    'origin-append-time': new Date(message.timestamp).toISOString(),
    attempts: String(attempts),
  };
  const { key, value } = message;
  const headers = { ...message.headers, ...why };
  await producer.publish([{ topic: deadLetterTopic(message.topic), key, value, headers }]);
}
