import { describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { limitRequests } from './limit-requests.js';

describe('whoever asks too much at once', () => {
  async function served(): Promise<FastifyInstance> {
    const server = fastify();
    await limitRequests(server, 2);
    server.get('/api/v1/products', async () => 'products');
    server.get('/health/live', async () => 'live');
    return server;
  }

  const asking = (server: FastifyInstance, token: string, url = '/api/v1/products') =>
    server.inject({ url, headers: { authorization: token } });

  it('is told when to ask again, and nobody else is', async () => {
    const server = await served();
    for (const status of [200, 200, 429]) {
      const answer = await asking(server, 'Bearer one');
      expect(answer.statusCode).toBe(status);
    }
    const refused = await asking(server, 'Bearer one');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await asking(server, 'Bearer another')).statusCode).toBe(200);
    await server.close();
  });

  it('still learns whether the process lives', async () => {
    const server = await served();
    for (let count = 0; count < 5; count += 1) {
      expect((await asking(server, 'Bearer one', '/health/live')).statusCode).toBe(200);
    }
    await server.close();
  });
});
