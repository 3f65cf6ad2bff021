import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createRemoteJWKSet } from 'jose';
import { pinnedAlgorithms } from '#access/identity-provider.js';
import { tokenVerifier } from '#access/token-verifier.js';
import { createLogger } from '#observability/logger.js';
import { verifyStepUp } from '#signatures/step-up.js';
import { createIdentityProvider } from './identity-application.js';
import { readIdentityConfiguration } from './identity-configuration.js';

const issuer = 'http://127.0.0.1:3001';
const clientId = 'vein-to-vein-page';
const page = 'http://127.0.0.1:43210';

type Tokens = {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
};

/** As much of a browser as signing in needs: cookies, redirects and forms. */
class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  /** Follows redirects until a page is shown or another origin is reached. */
  async go(address: string, form?: Record<string, string>): Promise<{ url: URL; text: string }> {
    const url = new URL(address, this.origin);
    if (url.origin !== this.origin) return { url, text: '' };
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    return next === null ? { url, text: await answer.text() } : this.go(next);
  }

  /** Chooses an account on the page of the provider and comes back to where it was sent from. */
  async choose(address: string, account: string): Promise<URL> {
    const shown = await this.go(address);
    if (!shown.text.includes('these people do not exist')) throw new Error('no page to choose on');
    let { url, text } = await this.go(shown.url.href, { account });
    // Another person than before: the provider ends the old session with a form that sends itself.
    while (text.includes('name="xsrf"')) {
      const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
      const fields = [...text.matchAll(/name="(\w+)" value="([^"]*)"/g)];
      ({ url, text } = await this.go(
        action,
        Object.fromEntries(fields.map(([, name, value]) => [name, value])),
      ));
    }
    return url;
  }
}

describe('signing in at the demonstration’s identity provider', () => {
  let directory: string;
  let app: NestFastifyApplication;
  let origin: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'identity-'));
    const variables = {
      ENVIRONMENT: 'demonstration',
      IDENTITY_ISSUER: issuer,
      IDENTITY_DIRECTORY: directory,
    };
    app = await createIdentityProvider(
      readIdentityConfiguration(variables),
      createLogger('identity', 'silent'),
    );
    await app.listen(0, '127.0.0.1');
    origin = (await app.getUrl()).replace('localhost', '127.0.0.1');
  });

  afterAll(async () => {
    await app.close();
    await rm(directory, { recursive: true, force: true });
  });

  const keysFor = (audience: string) => ({
    issuer,
    audience,
    algorithms: pinnedAlgorithms,
    keys: createRemoteJWKSet(new URL(`${origin}/jwks`)),
  });

  async function signIn(
    browser: Browser,
    account: string,
    more: Record<string, string> = {},
  ): Promise<Tokens> {
    const verifier = randomBytes(32).toString('base64url');
    const parameters = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid offline_access',
      redirect_uri: `${page}/signed-in`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    const back = await browser.choose(`/authorize?${parameters.toString()}`, account);
    expect(back.href).toContain(`${page}/signed-in?`);
    return exchange({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: `${page}/signed-in`,
      code_verifier: verifier,
    });
  }

  async function exchange(form: Record<string, string>): Promise<Tokens> {
    const answer = await fetch(`${origin}/token`, {
      method: 'POST',
      headers: { origin: page },
      body: new URLSearchParams({ client_id: clientId, ...form }),
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, page]);
    return (await answer.json()) as Tokens;
  }

  it('gives the page, at whatever port, a token that opens the API and one that names the person', async () => {
    const { access_token, id_token } = await signIn(new Browser(origin), 'nurse-northgate');
    const verify = tokenVerifier(keysFor('vein-to-vein'));
    expect(await verify(`Bearer ${access_token}`)).toMatchObject({
      subject: 'nurse-northgate',
      roles: { northgate: ['nurse'] },
    });
    await expect(verify(`Bearer ${id_token}`)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('goes on without asking again while a shift lasts', async () => {
    const { refresh_token } = await signIn(new Browser(origin), 'nurse-northgate');
    const { access_token } = await exchange({ grant_type: 'refresh_token', refresh_token });
    const caller = await tokenVerifier(keysFor('vein-to-vein'))(`Bearer ${access_token}`);
    expect(caller.subject).toBe('nurse-northgate');
  });

  it('asks anew who signs one record, and lets another person sign at the same screen', async () => {
    const browser = new Browser(origin);
    const { refresh_token } = await signIn(browser, 'nurse-northgate');
    const nonce = 'b'.repeat(64);
    const stepUp = { prompt: 'login', max_age: '0', nonce, login_hint: 'nurse-northgate' };
    for (const account of ['nurse-northgate', 'nurse-2-northgate']) {
      const { id_token } = await signIn(browser, account, stepUp);
      const record = { signedHash: nonce, at: Date.now() };
      const signer = await verifyStepUp(keysFor(clientId), id_token, record);
      expect(signer.subject).toBe(account);
    }
    const { access_token } = await exchange({ grant_type: 'refresh_token', refresh_token });
    const caller = await tokenVerifier(keysFor('vein-to-vein'))(`Bearer ${access_token}`);
    expect(caller.subject).toBe('nurse-northgate');
  });

  it('does not send anybody to a page elsewhere, nor without proof of who began', async () => {
    const common = { client_id: clientId, response_type: 'code', scope: 'openid' };
    const elsewhere = { ...common, redirect_uri: 'https://evil.example/signed-in' };
    const without = { ...common, redirect_uri: `${page}/signed-in` };
    const browser = new Browser(origin);
    const refused = await browser.go(`/authorize?${new URLSearchParams(elsewhere).toString()}`);
    expect(refused.text).toContain('Nobody was signed in');
    const { url } = await browser.go(`/authorize?${new URLSearchParams(without).toString()}`);
    expect(url.searchParams.get('error')).toBe('invalid_request');
  });

  it('ends the session when somebody signs out', async () => {
    const browser = new Browser(origin);
    const { id_token } = await signIn(browser, 'auditor');
    const back = `${page}/`;
    const leaving = new URLSearchParams({
      id_token_hint: id_token,
      post_logout_redirect_uri: back,
    });
    const { text } = await browser.go(`/logout?${leaving.toString()}`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
    const { url } = await browser.go(action, { xsrf, logout: 'yes' });
    expect(url.href).toBe(back);
  });
});
