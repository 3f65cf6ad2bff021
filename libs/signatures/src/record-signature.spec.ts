import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import {
  issueSignature,
  type SignatureKey,
  signatureKey,
  verifySignature,
} from './record-signature.js';

const payload = {
  signedHash: 'a'.repeat(64),
  subject: 'u1',
  printedName: 'Ada Physician',
  meaning: 'approved',
  signedAt: '2026-03-01T12:00:00.000Z',
};

async function newKey(): Promise<SignatureKey> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  return signatureKey(await exportJWK(privateKey));
}

describe('the signature kept in the journal', () => {
  let key: SignatureKey;
  beforeAll(async () => {
    key = await newKey();
  });

  it('is verified with the public key alone', async () => {
    const signature = await issueSignature(key, payload);
    expect(key.publicJwk).not.toHaveProperty('d');
    await expect(
      verifySignature(key.publicJwk, signature, payload.signedHash),
    ).resolves.toBeUndefined();
  });

  it('is the same when issued again', async () => {
    expect(await issueSignature(key, payload)).toEqual(await issueSignature(key, payload));
  });

  it('is void for another record, another name or another key', async () => {
    const signature = await issueSignature(key, payload);
    const forged = { code: 'signature-forged' };
    const another = await newKey();
    await expect(verifySignature(key.publicJwk, signature, 'b'.repeat(64))).rejects.toMatchObject(
      forged,
    );
    await expect(
      verifySignature(key.publicJwk, { ...signature, printedName: 'Bob' }, payload.signedHash),
    ).rejects.toMatchObject(forged);
    await expect(
      verifySignature(another.publicJwk, signature, payload.signedHash),
    ).rejects.toMatchObject(forged);
  });

  it('cannot be made with a symmetric key', async () => {
    await expect(signatureKey({ kty: 'oct', k: 'c2VjcmV0' })).rejects.toBeInstanceOf(TypeError);
  });
});
