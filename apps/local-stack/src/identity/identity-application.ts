import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import type { Logger } from '#observability/logger.js';
import { NestLogger } from '#observability/nest-logger.js';
import type { IdentityConfiguration } from './identity-configuration.js';
import { IdentityModule } from './identity.module.js';
import { keyIn } from './key-pair.js';
import { openIdProvider } from './openid-provider.js';
import { TokenIssuer } from './token-issuer.js';

const headers: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

// Answered by our own routes; everything else is the protocol's.
const ownRoutes = /^\/(sign-in|demonstration)\//;

/** The demonstration's identity provider, ready to listen. */
export async function createIdentityProvider(
  { issuer, audience, clientId, directory }: IdentityConfiguration,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const key = await keyIn(directory);
  // Who is in the middle of signing in when it ends begins again.
  const cookieSecret = randomBytes(32).toString('base64url');
  const provider = openIdProvider({ issuer, audience, clientId, key, cookieSecret });
  const adapter = new FastifyAdapter();
  answerProtocol(adapter.getInstance(), provider);
  return NestFactory.create<NestFastifyApplication>(
    IdentityModule.with(provider, await TokenIssuer.with(issuer, audience, key)),
    adapter,
    { logger: new NestLogger(logger), abortOnError: false },
  );
}

/** Lets the provider answer everything but our own routes, and keeps every answer from being framed or guessed at. */
function answerProtocol(server: FastifyInstance, provider: Provider): void {
  const answer = provider.callback();
  server.addHook('onRequest', async ({ url, raw }, reply) => {
    for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
    if (ownRoutes.test(url)) return;
    reply.hijack();
    await answer(raw, reply.raw);
  });
}
