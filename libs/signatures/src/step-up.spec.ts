import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type StepUpIssuer, tokenHash, verifyStepUp } from './step-up.js';

const signedHash = 'a'.repeat(64);
const at = Date.parse('2026-03-01T12:00:00Z');

describe('an identity token that signs one record', () => {
  let privateKey: CryptoKey;
  let issuer: StepUpIssuer;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    issuer = {
      issuer: 'https://id.example',
      audience: 'vein-to-vein',
      algorithms: ['ES256'],
      keys: createLocalJWKSet({ keys: [await exportJWK(pair.publicKey)] }),
    };
  });

  const token = (claims: Record<string, unknown> = {}, audience = 'vein-to-vein') =>
    new SignJWT({ sub: 'u1', name: 'Ada', nonce: signedHash, auth_time: at / 1000, ...claims })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('https://id.example')
      .setAudience(audience)
      .setExpirationTime(at / 1000 + 600)
      .sign(privateKey);

  const verify = (idToken: string, moment = at) =>
    verifyStepUp(issuer, idToken, { signedHash, at: moment });

  it('counts when it names the record and the person has just authenticated', async () => {
    expect(await verify(await token())).toMatchObject({ subject: 'u1', name: 'Ada' });
  });

  it('counts for two minutes after the person authenticated and not longer', async () => {
    const idToken = await token();
    await expect(verify(idToken, at + 120_000)).resolves.toBeDefined();
    await expect(verify(idToken, at + 122_000)).rejects.toMatchObject({
      code: 'authentication-too-old',
    });
  });

  it('does not count for another record', async () => {
    await expect(verify(await token({ nonce: 'b'.repeat(64) }))).rejects.toMatchObject({
      code: 'token-for-other-record',
    });
  });

  it('does not count without a nonce or without the time of authentication', async () => {
    for (const missing of [{ nonce: undefined }, { auth_time: undefined }]) {
      await expect(verify(await token(missing))).rejects.toMatchObject({ code: 'token-invalid' });
    }
  });

  it('does not count for another audience or with an altered signature', async () => {
    const idToken = await token();
    const altered = `${idToken.slice(0, -6)}AAAAAA`;
    await expect(verify(altered)).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token({}, 'another'))).rejects.toMatchObject({
      code: 'token-invalid',
    });
  });

  it('does not count when it claims an authentication of the future', async () => {
    await expect(verify(await token({ auth_time: at / 1000 + 60 }))).rejects.toMatchObject({
      code: 'token-invalid',
    });
  });

  it('is remembered by what was signed, not by the bytes of its signature', async () => {
    const idToken = await token();
    expect(tokenHash(`${idToken.slice(0, -6)}AAAAAA`)).toBe(tokenHash(idToken));
    expect(tokenHash(await token({ sub: 'u2' }))).not.toBe(tokenHash(idToken));
  });
});
