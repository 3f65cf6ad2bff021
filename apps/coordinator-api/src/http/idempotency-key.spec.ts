import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { contentHash, idempotencyKey } from './idempotency-key.js';

const request = (key: unknown) =>
  ({ headers: { 'idempotency-key': key } }) as unknown as FastifyRequest;

describe('an idempotency key', () => {
  it('is what the header says', () => {
    expect(idempotencyKey(request('0123-4567'))).toBe('0123-4567');
  });

  it.each([undefined, '', 'short', 'with a blank', 'x'.repeat(201), 'ünïcödé-key', ['a', 'b']])(
    'is not %j',
    (key) => {
      expect(() => idempotencyKey(request(key))).toThrow('Idempotency-Key');
    },
  );
});

describe('the hash of a content', () => {
  it('does not depend on the order of fields, and does on every value', () => {
    expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
    expect(contentHash({ a: 1, b: 2 })).not.toBe(contentHash({ a: 1, b: 3 }));
  });
});
