import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem-error.js';

const form = /^[\x21-\x7e]{1,200}$/;

/** The header `Idempotency-Key`. @throws ProblemError when it is missing or malformed. */
export function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && form.test(key)) return key;
  throw new ProblemError('idempotency-key-missing', {
    detail:
      'Send 1 to 200 visible ASCII characters that are new for each request and the same when it is repeated.',
  });
}

/** Lower-case hex SHA-256 of the canonical form of a value: the same for the same content. */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}
