import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { contentHash, idempotencyKey } from './idempotency-key.js';

const request = (key: unknown) =>
  ({ headers: { 'idempotency-key': key } }) as unknown as FastifyRequest;

describe('an idempotency key', () => {
  it.each(['0', '0123-4567', '~'.repeat(200)])('is what the header says: %s', (key) => {
    expect(idempotencyKey(request(key))).toBe(key);
  });

  it.each([undefined, '', 'with a blank', 'x'.repeat(201), 'ünïcödé-key', ['a', 'b']])(
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
