import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which an installation vouches that a person of a site wrote an event down. */
export const entryVoucherHeader = 'entry-voucher';

type Message = {
  readonly topic: string;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array>>;
};

/** The voucher of an installation that somebody who may wrote these bytes for this topic; only a holder of `key` gives it. */
export function entryVoucher(key: Buffer, topic: string, value: Uint8Array): string {
  const digest = createHash('sha256').update(value).digest('hex');
  return createHmac('sha256', key)
    .update(JSON.stringify(['entry', topic, digest]))
    .digest('base64url');
}

/** Whether this installation vouches for a message as a person's entry. */
export function isVouchedEntry(key: Buffer, { topic, value, headers }: Message): boolean {
  const given = headers[entryVoucherHeader];
  if (given === undefined || value === null) return false;
  const expected = Buffer.from(entryVoucher(key, topic, value));
  const claimed = Buffer.from(given);
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}
