import type { DeadLetterHeaders, ReplayHeaders } from '#contracts/dead-letter.js';
import type { OutgoingMessage } from '#kafka/producer.js';
import { replayVoucher, vouchedAppendTime } from '#partners/replay-voucher.js';
import { type DeadLetter, headerOf } from './dead-letter.js';

const ours: { readonly [name in keyof (DeadLetterHeaders & ReplayHeaders)]: true } = {
  reason: true,
  detail: true,
  'failed-at': true,
  'origin-topic': true,
  'origin-partition': true,
  'origin-offset': true,
  'origin-append-time': true,
  attempts: true,
  'replayed-by': true,
  'replay-count': true,
  'original-append-time': true,
  'replay-voucher': true,
};

/**
 * The event of a dead letter as it goes to its topic again: same key, bytes and headers, and a voucher for when it was
 * first appended, so that its signature is judged as of then.
 */
export function replayedEvent(letter: DeadLetter, key: Buffer, by: string): OutgoingMessage {
  const { origin, message } = letter;
  const { topic } = origin;
  const vouched = vouchedAppendTime(key, { ...message, topic });
  const appendTime =
    vouched === undefined
      ? (headerOf(message, 'origin-append-time') ?? letter.failedAt)
      : new Date(vouched).toISOString();
  const before = vouched === undefined ? 0 : Number(headerOf(message, 'replay-count') ?? 0);
  const added: ReplayHeaders = {
    'replayed-by': by,
    'replay-count': String(before + 1),
    'original-append-time': appendTime,
    'replay-voucher': replayVoucher(key, { ...message, topic }, appendTime),
  };
  return {
    topic,
    key: message.key,
    value: message.value,
    headers: { ...withoutOurs(message.headers), ...added },
  };
}

function withoutOurs(headers: Readonly<Record<string, Buffer>>): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in ours)));
}
