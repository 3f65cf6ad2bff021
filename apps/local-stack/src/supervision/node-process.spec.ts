import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HealthServer } from '#observability/health.js';
import { freePort } from '../servers/ports.js';
import { type NodeProcess, startNodeProcess } from './node-process.js';

describe('a process of ours', () => {
  let folder: string;
  let pids: number[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'node-process-'));
    pids = [];
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function described(program: string): Promise<NodeProcess> {
    const entry = join(folder, 'main.mjs');
    await writeFile(entry, program);
    const onSpawn = (pid: number): void => void pids.push(pid);
    return { name: 'tiny', entry, env: {}, logFile: join(folder, 'tiny.log'), onSpawn };
  }

  it('is not taken for ready because somebody else answers on the port of its health', async () => {
    const other = new HealthServer({ host: '127.0.0.1', port: 0 }, {});
    const port = await other.start();
    const late = await described('setTimeout(() => process.exit(1), 300);');
    await expect(startNodeProcess(late, port)).rejects.toMatchObject({ code: 'process-ended' });
    await other.close();
  });

  it('ends at once when its start is given up', async () => {
    const giveUp = new AbortController();
    const stuck = await described('setInterval(() => {}, 1_000);');
    const onSpawn = (pid: number): void => {
      pids.push(pid);
      giveUp.abort();
    };
    const start = startNodeProcess({ ...stuck, onSpawn }, await freePort(), giveUp.signal);
    await expect(start).rejects.toMatchObject({ name: 'AbortError' });
    expect(() => process.kill(pids[0]!, 0)).toThrow(/ESRCH/);
  });
});
