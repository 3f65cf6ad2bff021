import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON. */
export function canonical(value: unknown): string {
  return canonicalize(value) ?? '';
}

/** Lower-case hex SHA-256 of the RFC 8785 form of a value. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}
