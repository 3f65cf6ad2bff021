import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FlattenedSign, generateSecret } from 'jose';
import { judgeSignature, signEvent, signingKey, type SigningKey } from './event-signature.js';
import type { PartnerKey } from './registry.schema.js';

const value = Buffer.from('{"id":"e1",  "data":{"passed":true}}');
const arrived = Date.parse('2026-06-01T12:00:00Z');

function keyPair(kid: string, validity: Partial<PartnerKey> = {}) {
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  const registered: PartnerKey = {
    kid,
    publicKey: { kty: 'OKP', crv: 'Ed25519', x },
    validFrom: '2026-01-01T00:00:00Z',
    ...validity,
  };
  return { registered, privateJwk: { ...pair.privateKey.export({ format: 'jwk' }), kid } };
}

const lab = keyPair('lab-1', { validUntil: '2026-12-31T00:00:00Z' });
const next = keyPair('lab-2');
const keys = [lab.registered, next.registered];
let key: SigningKey;

beforeAll(async () => {
  key = await signingKey(lab.privateJwk);
});

const encoded = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64url');

/** The signature that anybody with RFC 7515 and a crypto library makes. */
function byHand(header: object, bytes: Uint8Array = value): string {
  const privateKey = createPrivateKey({ key: lab.privateJwk, format: 'jwk' });
  const payload = Buffer.from(bytes).toString('base64url');
  const mac = sign(null, Buffer.from(`${encoded(header)}.${payload}`), privateKey);
  return `${encoded(header)}..${mac.toString('base64url')}`;
}

const reasonOf = async (signature: string, bytes: Uint8Array = value, at = arrived) =>
  (await judgeSignature(signature, bytes, at, keys))?.reason ?? null;

describe('the signature of an event', () => {
  it('is a compact JWS whose payload part is empty', async () => {
    expect(await signEvent(value, key)).toMatch(/^[\w-]+\.\.[\w-]{86}$/);
  });

  it('holds when the bytes are those that were signed, whoever signed them and with what', async () => {
    expect(await reasonOf(await signEvent(value, key))).toBeNull();
    expect(await reasonOf(byHand({ alg: 'EdDSA', kid: 'lab-1' }))).toBeNull();
    expect(await reasonOf(byHand({ kid: 'lab-1', typ: 'JOSE', alg: 'EdDSA' }))).toBeNull();
  });

  it('holds for no other bytes, even if they say the same', async () => {
    const signature = await signEvent(value, key);
    const same = Buffer.from(JSON.stringify(JSON.parse(String(value))));
    expect(await reasonOf(signature, same)).toBe('bad-signature');
    expect(await reasonOf(signature, value.subarray(1))).toBe('bad-signature');
  });

  it('may be by either of two keys while a partner changes from one to the next', async () => {
    const other = await signingKey(next.privateJwk);
    expect(await reasonOf(await signEvent(value, other))).toBeNull();
  });

  it.each([
    ['by a key nobody registered', { alg: 'EdDSA', kid: 'lab-9' }],
    ['by the name of another key', { alg: 'EdDSA', kid: 'lab-2' }],
    ['without the name of its key', { alg: 'EdDSA' }],
    ['with another algorithm', { alg: 'ES256', kid: 'lab-1' }],
    ['with the algorithm none', { alg: 'none', kid: 'lab-1' }],
    ['over an unencoded payload', { alg: 'EdDSA', kid: 'lab-1', b64: false, crit: ['b64'] }],
    [
      'with something critical we do not know',
      { alg: 'EdDSA', kid: 'lab-1', crit: ['exp'], exp: 1 },
    ],
  ])('is bad %s', async (_, header) => {
    expect(await reasonOf(byHand(header))).toBe('bad-signature');
  });

  it.each(['', '..', 'x', 'a.b', 'a..b', 'a..b.c', '....', 'e30..', '\u0000..\u0000'])(
    'is bad when it is no detached JWS: %j',
    async (text) => {
      expect(await reasonOf(text)).toBe('bad-signature');
    },
  );

  it('is bad when it carries a payload of its own', async () => {
    const [header, , mac] = (await signEvent(value, key)).split('.');
    const whole = `${header}.${value.toString('base64url')}.${mac}`;
    expect(await reasonOf(whole)).toBe('bad-signature');
  });

  it('is bad when the public key is used as a shared secret', async () => {
    const secret = await generateSecret('HS256');
    const { protected: header, signature } = await new FlattenedSign(value)
      .setProtectedHeader({ alg: 'HS256', kid: 'lab-1' })
      .sign(secret);
    expect(await reasonOf(`${header}..${signature}`)).toBe('bad-signature');
  });

  it.each([
    ['before its key is valid', '2025-12-31T23:59:59.999Z', 'expired-key'],
    ['when its key has just become valid', '2026-01-01T00:00:00.000Z', null],
    ['when its key is about to expire', '2026-12-30T23:59:59.999Z', null],
    ['when its key has just expired', '2026-12-31T00:00:00.000Z', 'expired-key'],
  ])('is judged by when it arrived: %s', async (_, at, reason) => {
    expect(await reasonOf(await signEvent(value, key), value, Date.parse(at))).toBe(reason);
  });

  it('is bad, not expired, when an expired key never made it', async () => {
    const forged = byHand({ alg: 'EdDSA', kid: 'lab-1' }, Buffer.from('something else'));
    expect(await reasonOf(forged, value, Date.parse('2027-01-01T00:00:00Z'))).toBe('bad-signature');
  });
});

describe('a key to sign with', () => {
  it('names itself and has a private part', async () => {
    const { kid: _kid, ...nameless } = lab.privateJwk;
    await expect(signingKey(nameless)).rejects.toThrow(/kid/);
    const { d: _private, ...half } = lab.privateJwk;
    await expect(signingKey(half)).rejects.toThrow(/private/);
  });
});
