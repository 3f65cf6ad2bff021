import { describe, expect, it } from '@jest/globals';
import { zeroHash } from '#domain/journey/initial-state.js';
import { digest } from '#workflows/journey/digest.js';
import { decodeRecord } from './decode-record.js';

const unhashed = {
  specversion: '1.0',
  id: 'J1/1',
  source: 'urn:v2v:journey',
  type: 'alert.raised',
  subject: 'J1',
  time: '2026-03-02T09:00:00.000Z',
  data: {
    sequence: 1,
    detail: { alertId: 'a1', kind: 'late', severity: 'today', about: 'x' },
    actor: { kind: 'system', id: 'urn:v2v:journey' },
    stageBefore: 'referral',
    stageAfter: 'referral',
    holds: [],
    protocolVersion: 1,
    previousHash: zeroHash,
  },
};

function hashed(about = 'x') {
  const data = { ...unhashed.data, detail: { ...unhashed.data.detail, about } };
  const hash = digest.hash(digest.canonical({ ...unhashed, data }));
  return { ...unhashed, data: { ...data, hash } };
}

function contentOf(value: string | null, key: string | null = 'J1') {
  const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text));
  const message = { partition: 3, offset: 7, key: bytes(key), value: bytes(value) };
  return decodeRecord(message, digest);
}

describe('a journal message', () => {
  it('is its record when its hash is that of its content', () => {
    expect(contentOf(JSON.stringify(hashed()))).toEqual({
      journeyId: 'J1',
      partition: 3,
      offset: 7,
      content: hashed(),
    });
  });

  it('keeps its hash whatever trace it belongs to', () => {
    const traced = { ...hashed(), traceparent: '00-0af7651916cd43dd8448eb211c80319c-01' };
    expect(contentOf(JSON.stringify(traced)).content).toEqual(traced);
  });

  it.each([
    ['nothing', null, 'malformed-record'],
    ['no JSON', '{', 'malformed-record'],
    ['no record', '{"type":"alert.raised"}', 'malformed-record'],
    ['a null character', JSON.stringify(hashed('\u0000')), 'malformed-record'],
    [
      'half a surrogate pair',
      JSON.stringify(hashed()).replace('"x"', String.raw`"\ud800"`),
      'malformed-record',
    ],
    [
      'other content than was hashed',
      JSON.stringify(hashed()).replace('late', 'soon'),
      'wrong-hash',
    ],
    ['another journey', JSON.stringify(hashed()).replace('"J1"', '"J2"'), 'wrong-key'],
  ])('that holds %s is refused', (_, value, reason) => {
    expect(contentOf(value).content).toBe(reason);
  });

  it('may speak of a null character without holding one', () => {
    const record = hashed(String.raw`a\u0000b`);
    expect(contentOf(JSON.stringify(record)).content).toEqual(record);
  });

  it.each([
    ['without a key', null],
    ['with a key that no column takes', 'J\0'],
    ['with a key that no index takes', 'J'.repeat(3_000)],
  ])('%s stands for a journey of its own', (_, key) => {
    expect(contentOf(JSON.stringify(hashed()), key)).toMatchObject({
      journeyId: '3/7',
      content: 'wrong-key',
    });
  });
});
