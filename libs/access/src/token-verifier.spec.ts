import { beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, createLocalJWKSet, generateKeyPair, SignJWT } from 'jose';
import { IdentityProviderUnavailableError } from './access-errors.js';
import { type IdentityProvider, identityProvider, pinnedAlgorithms } from './identity-provider.js';
import { tokenVerifier } from './token-verifier.js';

const issuer = 'https://id.example';
const audience = 'vein-to-vein';
const secret = new TextEncoder().encode('a shared secret of enough length, known to many');

describe('verifying a bearer token', () => {
  let privateKey: CryptoKey;
  let provider: Omit<IdentityProvider, 'clientId'>;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1' };
    const keys = createLocalJWKSet({ keys: [jwk] });
    provider = { issuer, audience, algorithms: pinnedAlgorithms, keys };
  });

  const token = (claims: Record<string, unknown>, alg = 'ES256'): SignJWT =>
    new SignJWT(claims)
      .setProtectedHeader({ alg, kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('10m');

  const verify = (text: string) => tokenVerifier(provider)(`Bearer ${text}`);

  it('gives the caller with the roles at each site, without roles nobody knows', async () => {
    const roles = { northgate: ['nurse', 'astronaut'], '*': ['auditor'] };
    const text = await token({ sub: 'u1', name: 'Ada Nurse', roles }).sign(privateKey);
    expect(await verify(text)).toEqual({
      subject: 'u1',
      name: 'Ada Nurse',
      roles: { northgate: ['nurse'], '*': ['auditor'] },
    });
  });

  it('refuses a token of another issuer or for another audience', async () => {
    const elsewhere = await token({ sub: 'u1' }).setIssuer('https://evil').sign(privateKey);
    const forOthers = await token({ sub: 'u1' }).setAudience('another').sign(privateKey);
    await expect(verify(elsewhere)).rejects.toMatchObject({ reason: 'invalid' });
    await expect(verify(forOthers)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('refuses an expired token, one without expiry and one without a subject', async () => {
    const expired = await token({ sub: 'u1' }).setExpirationTime(1).sign(privateKey);
    const forEver = await new SignJWT({ sub: 'u1' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(audience)
      .sign(privateKey);
    const nobody = await token({}).sign(privateKey);
    await expect(verify(expired)).rejects.toMatchObject({ reason: 'expired' });
    await expect(verify(forEver)).rejects.toMatchObject({ reason: 'invalid' });
    await expect(verify(nobody)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('refuses a symmetric signature and an unsigned token', async () => {
    const symmetric = await token({ sub: 'u1' }, 'HS256').sign(secret);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ sub: 'u1', iss: issuer, aud: audience })}.`;
    await expect(verify(symmetric)).rejects.toMatchObject({ reason: 'invalid' });
    await expect(verify(unsigned)).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('refuses a token that was made to sign one record', async () => {
    const signing = await token({ sub: 'u1', nonce: 'a'.repeat(64) }).sign(privateKey);
    await expect(verify(signing)).rejects.toMatchObject({ reason: 'not-for-access' });
  });

  it('refuses a request without a token and one with another scheme', async () => {
    await expect(tokenVerifier(provider)(undefined)).rejects.toMatchObject({ reason: 'missing' });
    await expect(tokenVerifier(provider)('Basic YTpi')).rejects.toMatchObject({
      reason: 'malformed',
    });
  });

  it('blames the provider, not the caller, when its keys cannot be fetched', async () => {
    const away = identityProvider({
      issuer,
      audience,
      clientId: 'the-page',
      jwksUri: 'http://127.0.0.1:9/keys',
    });
    const text = await token({ sub: 'u1' }).sign(privateKey);
    await expect(tokenVerifier(away)(`Bearer ${text}`)).rejects.toBeInstanceOf(
      IdentityProviderUnavailableError,
    );
  });
});
