import {
  type CryptoKey,
  decodeProtectedHeader,
  FlattenedSign,
  flattenedVerify,
  importJWK,
  type JWK,
} from 'jose';
import type { PartnerKey } from './registry.schema.js';

const algorithm = 'EdDSA';

/** The Kafka header that holds the signature of an event. */
export const signatureHeader = 'signature';

/** A private key of a partner, ready to sign with. */
export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey };

/** Imports a private Ed25519 JWK that names its `kid`. @throws TypeError or JOSEError when it is no such key. */
export async function signingKey(jwk: JWK): Promise<SigningKey> {
  const { kid, d } = jwk;
  if (kid === undefined || d === undefined)
    throw new TypeError('the key lacks kid or its private part');
  return { kid, privateKey: await imported(jwk) };
}

/** Signs the exact bytes of an event: a compact JWS without its payload (RFC 7515, appendix F). */
export async function signEvent(
  value: Uint8Array,
  { kid, privateKey }: SigningKey,
): Promise<string> {
  const { protected: header, signature } = await new FlattenedSign(value)
    .setProtectedHeader({ alg: algorithm, kid })
    .sign(privateKey);
  return `${header}..${signature}`;
}

/** What is wrong with a signature; `expected` says it for people, without any value. */
export type SignatureFault = {
  readonly reason: 'bad-signature' | 'expired-key';
  readonly expected: string;
};

/**
 * Judges the signature of an event's exact bytes by the keys of its sender; null when it holds. `appendedAt` is when
 * the broker took the message, in ms: what counts is whether the key was valid then. Never rejects.
 */
export async function judgeSignature(
  signature: string,
  value: Uint8Array,
  appendedAt: number,
  keys: readonly PartnerKey[],
): Promise<SignatureFault | null> {
  const [header = '', payload, mac = '', ...rest] = signature.split('.');
  if (payload !== '' || mac === '' || rest.length > 0) {
    return bad('a compact JWS with an empty payload part');
  }
  const kid = keyIdOf(header);
  if (kid === undefined) return bad(`a JWS whose header holds alg ${algorithm}, kid and no crit`);
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined) return bad('a signature by a key that is registered for this producer');
  if (!(await isSignedBy(key, header, value, mac))) {
    return bad('a signature by the named key over exactly these bytes');
  }
  return isValidAt(key, appendedAt)
    ? null
    : { reason: 'expired-key', expected: 'a signature by a key valid when the message arrived' };
}

/** Whether a key is valid at a moment, in ms: from its first one on, before its last. */
export function isValidAt({ validFrom, validUntil }: PartnerKey, moment: number): boolean {
  const isOver = validUntil !== undefined && Date.parse(validUntil) <= moment;
  return Date.parse(validFrom) <= moment && !isOver;
}

function bad(expected: string): SignatureFault {
  return { reason: 'bad-signature', expected };
}

function keyIdOf(header: string): string | undefined {
  try {
    const { alg, kid, crit, b64 } = decodeProtectedHeader({ protected: header });
    const isOurs = alg === algorithm && crit === undefined && b64 === undefined;
    return isOurs ? kid : undefined;
  } catch {
    return undefined;
  }
}

async function isSignedBy(
  key: PartnerKey,
  header: string,
  value: Uint8Array,
  signature: string,
): Promise<boolean> {
  try {
    const payload = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString(
      'base64url',
    );
    await flattenedVerify({ protected: header, payload, signature }, await verifierOf(key), {
      algorithms: [algorithm],
    });
    return true;
  } catch {
    return false;
  }
}

const verifiers = new WeakMap<PartnerKey, Promise<CryptoKey>>();

/** Each key is imported once. */
function verifierOf(key: PartnerKey): Promise<CryptoKey> {
  const { kty, crv, x } = key.publicKey;
  const known = verifiers.get(key) ?? imported({ kty, crv, x });
  verifiers.set(key, known);
  return known;
}

async function imported(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new TypeError('the key is symmetric');
  return key;
}
