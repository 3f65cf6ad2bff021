import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ReplayHeaders } from '#contracts/dead-letter.js';

/** What a voucher is about: one message as it stands on its topic. */
export type VouchedMessage = {
  readonly topic: string;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array>>;
};

const vouchingHeaders = [
  'original-append-time',
  'replay-voucher',
] as const satisfies (keyof ReplayHeaders)[];

/**
 * The voucher of an installation that these bytes with this signature were first appended at `appendTime` (RFC 3339);
 * only a holder of `key` can give it.
 */
export function replayVoucher(key: Buffer, message: VouchedMessage, appendTime: string): string {
  const { topic, value, headers } = message;
  const digest = createHash('sha256')
    .update(value ?? '')
    .digest('hex');
  const signature = headers['signature'];
  const said = [
    'replay',
    topic,
    digest,
    signature === undefined ? null : Buffer.from(signature).toString('base64url'),
    appendTime,
  ];
  return createHmac('sha256', key).update(JSON.stringify(said)).digest('base64url');
}

/**
 * When a replayed message was first appended, in epoch milliseconds: the time its sender's key is judged at.
 * Undefined for every message that this installation did not replay, whatever its headers claim.
 */
export function vouchedAppendTime(key: Buffer, message: VouchedMessage): number | undefined {
  const [time, voucher] = vouchingHeaders.map((name) => message.headers[name]);
  if (time === undefined || voucher === undefined) return undefined;
  const appendTime = Buffer.from(time).toString('utf8');
  const expected = Buffer.from(replayVoucher(key, message, appendTime));
  const given = Buffer.from(voucher);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return Date.parse(appendTime);
}
