import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Digest } from '#domain/journey/record.js';

/** SHA-256 and RFC 8785 as the domain borrows them; both pure, so that a replay gives the same hashes. */
export const digest: Digest = {
  hash: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  canonical: (value) => canonicalize(value) ?? '',
};
