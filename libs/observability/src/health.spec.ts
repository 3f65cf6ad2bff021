import { afterEach, describe, expect, it } from '@jest/globals';
import { HealthServer } from './health.js';

const servers: HealthServer[] = [];

async function served(checks: ConstructorParameters<typeof HealthServer>[1]): Promise<string> {
  const server = new HealthServer({ host: '127.0.0.1', port: 0 }, checks);
  servers.push(server);
  return `http://127.0.0.1:${await server.start()}`;
}

describe('the health of a process', () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('is ready when every check holds', async () => {
    const answer = await fetch(`${await served({ database: () => undefined })}/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready', checks: { database: 'ok' } });
  });

  it('is alive and not ready while a check fails, and says which', async () => {
    const url = await served({ kafka: () => Promise.reject(new Error('no broker')) });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const answer = await fetch(`${url}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not-ready', checks: { kafka: 'no broker' } });
  });

  it('gives metrics in the text format of Prometheus', async () => {
    const answer = await fetch(`${await served({})}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
  });
});
