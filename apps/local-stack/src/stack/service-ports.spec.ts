import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../servers/ports.js';
import { ServicePorts } from './service-ports.js';
import { coordinatorApi } from './services.js';

describe('the ports of a service', () => {
  let lines: string[];
  let ports: ServicePorts;
  let api: typeof coordinatorApi;
  const servers: Server[] = [];

  beforeEach(async () => {
    lines = [];
    ports = new ServicePorts(await freePort(), (line) => lines.push(line));
    api = { ...coordinatorApi, healthPort: await freePort() };
  });

  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  function occupied(port: number): Promise<void> {
    const server = createServer();
    servers.push(server);
    return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  }

  it('are the usual ones while those are free, and told once it runs', async () => {
    expect(await ports.choose(api)).toBe(api.healthPort);
    expect(ports.addresses.health).toEqual({});
    ports.keep(api);
    expect(ports.addresses.health).toEqual({
      'coordinator-api': `http://127.0.0.1:${api.healthPort}`,
    });
    expect(lines).toEqual([]);
  });

  it('are others when somebody was quicker, also after they were chosen', async () => {
    await ports.choose(api);
    const { apiUrl } = ports.addresses;
    await occupied(Number(new URL(apiUrl).port));
    await occupied(api.healthPort);
    expect(await ports.choose(api)).not.toBe(api.healthPort);
    expect(ports.addresses.apiUrl).not.toBe(apiUrl);
    expect(lines).toContainEqual(
      expect.stringContaining(`Health of coordinator-api: port ${api.healthPort} is busy`),
    );
  });

  it('stay what they are when it is started again, since others know them', async () => {
    await occupied(api.healthPort);
    const moved = await ports.choose(api);
    ports.keep(api);
    const { apiUrl } = ports.addresses;
    servers.pop()?.close();
    await occupied(Number(new URL(apiUrl).port));
    expect(await ports.choose(api)).toBe(moved);
    expect(ports.addresses.apiUrl).toBe(apiUrl);
  });
});
