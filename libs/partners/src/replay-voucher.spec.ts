import { describe, expect, it } from '@jest/globals';
import { replayVoucher, vouchedAppendTime, type VouchedMessage } from './replay-voucher.js';

const key = Buffer.alloc(32, 1);
const appendTime = '2026-03-02T09:00:00.000Z';

function replayed(change: Partial<VouchedMessage> = {}, time = appendTime): VouchedMessage {
  const message: VouchedMessage = {
    topic: 'lab.events.v1',
    value: Buffer.from('{"id":"e1"}'),
    headers: { signature: Buffer.from('header..signature') },
  };
  const headers = {
    ...message.headers,
    'original-append-time': Buffer.from(time),
    'replay-voucher': Buffer.from(replayVoucher(key, message, appendTime)),
  };
  return { ...message, headers, ...change };
}

describe('the append time of a replayed message', () => {
  it('is that of its first appearance', () => {
    expect(vouchedAppendTime(key, replayed())).toBe(Date.parse(appendTime));
  });

  it('is unknown of a message that claims none', () => {
    const headers = { signature: Buffer.from('header..signature') };
    expect(vouchedAppendTime(key, replayed({ headers }))).toBeUndefined();
  });

  it.each([
    ['another time', replayed({}, '2020-01-01T00:00:00.000Z')],
    ['other bytes', replayed({ value: Buffer.from('{"id":"e2"}') })],
    ['no bytes', replayed({ value: null })],
    ['another topic', replayed({ topic: 'clinic.events.v1' })],
    [
      'another signature',
      replayed({ headers: { ...replayed().headers, signature: Buffer.from('header..other') } }),
    ],
    [
      'half a voucher',
      replayed({ headers: { ...replayed().headers, 'replay-voucher': Buffer.from('half') } }),
    ],
  ])('is not believed of %s', (_, message) => {
    expect(vouchedAppendTime(key, message)).toBeUndefined();
  });

  it('is not believed of another installation', () => {
    expect(vouchedAppendTime(Buffer.alloc(32, 2), replayed())).toBeUndefined();
  });
});
