import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const notThePage = /^\/(api|codec|docs|fhir|health|metrics|openapi\.json|partner)(\/|$|\?)/;
const hashed = /^\/assets\//;
const oneYear = 'public, max-age=31536000, immutable';

/** Whether a page has been built in a folder. */
export function isPageIn(folder: string): boolean {
  return existsSync(join(folder, 'index.html'));
}

/**
 * Serves the page built in a folder: its files as they are, those named by their content for a year, compressed where a
 * compressed one lies beside; `index.html` for every address of the page's own, which finds its way itself.
 */
export async function servePage(server: FastifyInstance, folder: string): Promise<void> {
  if (!isPageIn(folder)) return;
  await server.register(fastifyStatic, {
    root: resolve(folder),
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
  });
  server.addHook('onRequest', async ({ method, url, headers }, reply) => {
    if (hashed.test(url)) reply.header('cache-control', oneYear);
    const isNavigation = method === 'GET' && headers.accept?.includes('text/html') === true;
    if (isNavigation && !notThePage.test(url)) await reply.sendFile('index.html');
  });
}
