import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';
import type { SignatureKey } from './record-signature.js';

const algorithm = 'EdDSA';

/** The seal of an installation on a document: a JWS over the SHA-256 of its RFC 8785 form. */
export async function sealed(key: SignatureKey, document: object): Promise<string> {
  return new CompactSign(bytesOf(document))
    .setProtectedHeader({ alg: algorithm, kid: key.keyId, typ: 'seal' })
    .sign(key.privateKey);
}

/** Whether a seal is that of the key on exactly this document. */
export async function isSealOf(publicJwk: JWK, seal: string, document: object): Promise<boolean> {
  const key = await importJWK(publicJwk, algorithm);
  const read = await compactVerify(seal, key, { algorithms: [algorithm] }).catch(() => undefined);
  if (read === undefined || read.protectedHeader.typ !== 'seal') return false;
  return Buffer.from(read.payload).equals(Buffer.from(bytesOf(document)));
}

function bytesOf(document: object): Uint8Array {
  const text = canonicalize(document) ?? '';
  return new TextEncoder().encode(createHash('sha256').update(text).digest('hex'));
}
