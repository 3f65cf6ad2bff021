import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { pinnedAlgorithms } from '#access/identity-provider.js';
import { tokenVerifier } from '#access/token-verifier.js';
import { createLogger } from '#observability/logger.js';
import { verifyStepUp } from '#signatures/step-up.js';
import { readIdentityConfiguration } from './identity-configuration.js';
import { createIdentityProvider } from './identity-application.js';

const issuer = 'http://127.0.0.1:3001';
const audience = 'vein-to-vein';

describe('the identity provider of a demonstration', () => {
  let directory: string;
  let app: NestFastifyApplication;

  async function started(): Promise<NestFastifyApplication> {
    const configuration = readIdentityConfiguration({
      ENVIRONMENT: 'demonstration',
      IDENTITY_ISSUER: issuer,
      IDENTITY_DIRECTORY: directory,
    });
    const application = await createIdentityProvider(
      configuration,
      createLogger('identity', 'silent'),
    );
    await application.init();
    return application;
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'identity-'));
    app = await started();
  });

  afterAll(async () => {
    await app.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function provider(application = app) {
    const { body } = await application.inject({ url: '/jwks' });
    const keys = createLocalJWKSet(JSON.parse(body) as JSONWebKeySet);
    return { issuer, audience, algorithms: pinnedAlgorithms, keys };
  }

  async function tokenFor(payload: object): Promise<string> {
    const answer = await app.inject({ method: 'POST', url: '/demonstration/tokens', payload });
    expect(answer.statusCode).toBe(200);
    return (JSON.parse(answer.body) as { token: string }).token;
  }

  it('gives an access token that the API accepts, with the roles of the account', async () => {
    const token = await tokenFor({ account: 'nurse-2-northgate' });
    const caller = await tokenVerifier(await provider())(`Bearer ${token}`);
    expect(caller).toMatchObject({
      subject: 'nurse-2-northgate',
      roles: { northgate: ['nurse'] },
    });
  });

  it('gives a token that signs one record and opens nothing', async () => {
    const signedHash = 'a'.repeat(64);
    const token = await tokenFor({ account: 'physician-lakeview', nonce: signedHash });
    const signer = await verifyStepUp(await provider(), token, { signedHash, at: Date.now() });
    expect(signer.subject).toBe('physician-lakeview');
    await expect(tokenVerifier(await provider())(`Bearer ${token}`)).rejects.toMatchObject({
      reason: 'not-for-access',
    });
  });

  it('names every account once, with its roles', async () => {
    const { body } = await app.inject({ url: '/demonstration/accounts' });
    const listed = JSON.parse(body) as { account: string; name: string }[];
    expect(new Set(listed.map(({ account }) => account)).size).toBe(listed.length);
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length);
    expect(listed).toContainEqual(
      expect.objectContaining({ account: 'auditor', roles: { '*': ['auditor'] } }),
    );
  });

  it('refuses what is no account and what is no request', async () => {
    const ask = (payload: object) =>
      app.inject({ method: 'POST', url: '/demonstration/tokens', payload });
    expect((await ask({ account: 'nobody' })).statusCode).toBe(404);
    expect((await ask({ nonce: 'a' })).statusCode).toBe(400);
  });

  it('publishes no private key', async () => {
    const { body } = await app.inject({ url: '/jwks' });
    expect(JSON.parse(body)).toEqual({
      keys: [expect.not.objectContaining({ d: expect.anything() })],
    });
  });

  it('keeps its key over a restart', async () => {
    const token = await tokenFor({ account: 'auditor' });
    const again = await started();
    const caller = await tokenVerifier(await provider(again))(`Bearer ${token}`);
    await again.close();
    expect(caller.subject).toBe('auditor');
  });

  it('does not start in production', () => {
    const variables = { IDENTITY_ISSUER: issuer, IDENTITY_DIRECTORY: directory };
    expect(() => readIdentityConfiguration({ ...variables, ENVIRONMENT: 'production' })).toThrow(
      /ENVIRONMENT/,
    );
    expect(() => readIdentityConfiguration(variables)).toThrow(/ENVIRONMENT/);
  });
});
