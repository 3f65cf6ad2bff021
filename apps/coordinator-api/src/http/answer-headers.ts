import type { FastifyInstance } from 'fastify';

const onlyThisOrigin =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers: Readonly<Record<string, string>> = {
  // Who signs a record confirms it in a window of the identity provider.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Gives every answer the headers that keep a browser from guessing, framing, leaking or storing it; pages may talk to this
 * origin and to that of the identity provider.
 */
export function protectAnswers(server: FastifyInstance, identityOrigin: string): void {
  const policy = `${onlyThisOrigin}; connect-src 'self' ${identityOrigin}`;
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
    reply.header('content-security-policy', policy);
    reply.header('cache-control', 'no-store');
  });
}
