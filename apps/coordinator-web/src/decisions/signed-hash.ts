import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** The record a person signs; `basis` is null when the decision rests on none. */
export type SignedRecord = {
  readonly journeyId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly basis: string | null;
  readonly meaning: string;
};

/** Lower-case hex SHA-256 of the RFC 8785 form of the five signed fields: what the person confirms. */
export function signedHash({ journeyId, type, data, basis, meaning }: SignedRecord): string {
  const text = canonicalize({ journeyId, type, data, basis, meaning }) ?? '';
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** `9f2c 71ab … 04de e18c`: enough to compare by eye; the whole is in the record. */
export function shortHash(hash: string): string {
  const groups = hash.match(/.{4}/g) ?? [];
  return [...groups.slice(0, 2), '…', ...groups.slice(-2)].join(' ');
}
