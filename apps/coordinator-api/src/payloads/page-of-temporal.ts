import type { FastifyInstance } from 'fastify';

const routes = '/codec/';
// Temporal takes arguments of 2 MiB, which are a third longer in base64.
const largestBodyBytes = 4 * 1_024 * 1_024;
const preflight = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, x-namespace',
  'access-control-max-age': '600',
};

/** Lets Temporal's page, which is of another origin, ask for payloads; no other page may. */
export function admitPageOfTemporal(server: FastifyInstance, origins: readonly string[]): void {
  server.addHook('onRoute', (route) => {
    if (route.url.startsWith(routes)) route.bodyLimit = largestBodyBytes;
  });
  server.addHook('onRequest', async ({ url, headers: { origin } }, reply) => {
    if (!url.startsWith(routes)) return;
    reply.header('vary', 'origin');
    if (origin !== undefined && origins.includes(origin)) {
      reply.header('access-control-allow-origin', origin);
    }
  });
  server.options(`${routes}*`, async (_request, reply) => {
    await reply.status(204).headers(preflight).send();
  });
}
