import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The record a person signs; `basis` is null when the decision rests on none. */
export type SignedRecord = {
  readonly journeyId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly basis: string | null;
  readonly meaning: string;
};

/** Lower-case hex SHA-256 of the RFC 8785 form of exactly the five signed fields. */
export function signedHash({ journeyId, type, data, basis, meaning }: SignedRecord): string {
  const text = canonicalize({ journeyId, type, data, basis, meaning }) ?? '';
  return createHash('sha256').update(text).digest('hex');
}
