import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * What tells two events of one name apart: lower-case hex SHA-256 of the RFC 8785 form of the event without
 * `traceparent`, which differs when the same event is sent again. `value` holds a JSON object.
 */
export function contentHash(value: Uint8Array): string {
  const { traceparent: _, ...content } = JSON.parse(new TextDecoder().decode(value)) as Readonly<
    Record<string, unknown>
  >;
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}
