import type { Instant } from '#domain/time/instant.js';
import { type MessageSeal, type OriginalMessage, placeOf } from './received-events.js';

/** The columns that make up a message again. */
export const messageColumns = [
  'source',
  'event_id',
  'topic',
  'partition',
  'offset',
  'message_key',
  'headers',
  'bytes',
  'appended_at',
] as const;

/** A row with those columns. */
export type MessageRow = Pick<OriginalMessage, 'topic' | 'partition' | 'offset'> & {
  readonly message_key: Buffer | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly bytes: Buffer | null;
  readonly appended_at: Instant;
};

/** The message that a row remembers; without a value once it is forgotten. */
export function messageOf(row: MessageRow, seal: MessageSeal): OriginalMessage {
  const { topic, partition, offset, message_key: key, bytes } = row;
  const value = bytes === null ? null : seal.openMessage(placeOf(row), bytes);
  const headers = Object.entries(row.headers ?? {}).map(([name, text]) => [
    name,
    Buffer.from(text, 'base64'),
  ]);
  return {
    topic,
    partition,
    offset,
    key,
    value,
    headers: Object.fromEntries(headers) as OriginalMessage['headers'],
    timestamp: Date.parse(row.appended_at),
  };
}
