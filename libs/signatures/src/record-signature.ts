import canonicalize from 'canonicalize';
import {
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  type CryptoKey,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { SignatureError } from './signature-error.js';

const algorithm = 'EdDSA';

const signaturePayload = z.strictObject({
  signedHash: z.string().regex(/^[0-9a-f]{64}$/),
  subject: z.string(),
  printedName: z.string(),
  meaning: z.string(),
  signedAt: z.string(),
});

/** What the installation attests with its own key; `signedAt` is wall time, RFC 3339 UTC. */
export type SignaturePayload = z.infer<typeof signaturePayload>;

/** A signature as a decision carries it and the journal keeps it. */
export type RecordSignature = Omit<SignaturePayload, 'signedHash'> & { readonly jws: string };

/** The installation's key for signatures, ready to sign with. */
export type SignatureKey = {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
};

/** Imports an Ed25519 private JWK. @throws TypeError or JOSEError when it is no such key. */
export async function signatureKey(privateJwk: JWK): Promise<SignatureKey> {
  const privateKey = await importJWK(privateJwk, algorithm);
  if (privateKey instanceof Uint8Array) throw new TypeError('the signature key is symmetric');
  const { d: _private, ...publicPart } = privateJwk;
  const publicJwk: JWK = { ...publicPart, alg: algorithm };
  const keyId = privateJwk.kid ?? (await calculateJwkThumbprint(publicJwk));
  return { keyId, privateKey, publicJwk: { ...publicJwk, kid: keyId } };
}

/** Issues the signature of a record: the same payload always gives the same bytes. */
export async function issueSignature(
  key: SignatureKey,
  payload: SignaturePayload,
): Promise<RecordSignature> {
  const text = canonicalize(signaturePayload.parse(payload)) ?? '';
  const jws = await new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: algorithm, kid: key.keyId })
    .sign(key.privateKey);
  const { subject, printedName, meaning, signedAt } = payload;
  return { subject, printedName, meaning, signedAt, jws };
}

/**
 * Checks a kept signature against the record it claims to sign.
 * @throws SignatureError `signature-forged` when key, record or printed fields differ.
 */
export async function verifySignature(
  publicJwk: JWK,
  signature: RecordSignature,
  signedHash: string,
): Promise<void> {
  const { jws, ...printed } = signature;
  const expected = canonicalize(signaturePayload.parse({ signedHash, ...printed }));
  const key = await importJWK(publicJwk, algorithm);
  const signed = await compactVerify(jws, key, { algorithms: [algorithm] }).catch(() => undefined);
  if (signed === undefined || new TextDecoder().decode(signed.payload) !== expected) {
    throw new SignatureError('signature-forged');
  }
}
