import type { DeadLetterHeaders } from '#contracts/dead-letter.js';
import { deadLetterTopic } from '#contracts/topics.js';
import type { OutgoingMessage } from './producer.js';
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
 * The dead letter of a message: the same bytes, key and headers, with why and whence added. Only when the brokers
 * have it may the message be acknowledged.
 */
export function deadLetter(
  message: Omit<ReceivedMessage, 'acknowledge'>,
  { reason, detail, failedAt, attempts }: DeadLetter,
): OutgoingMessage {
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
  return {
    topic: deadLetterTopic(message.topic),
    key,
    value,
    headers: { ...message.headers, ...why },
  };
}
