import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../servers/running-process.js';
import { until } from '../until.js';
import { type Incident, Supervised } from './supervised.js';

const pauses = { shortestMs: 10, longestMs: 40, soundAfterMs: 60_000 };

describe('a supervised process', () => {
  let folder: string;
  let pids: number[];
  let incidents: Incident[];
  let supervised: Supervised;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supervised-'));
    pids = [];
    incidents = [];
  });

  afterEach(async () => {
    await supervised.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function running(program: string): Promise<RunningProcess> {
    const sign = join(folder, `ready-${pids.length}`);
    const ready = `require('node:fs').writeFileSync(${JSON.stringify(sign)}, '');`;
    return startProcess({
      name: 'tiny',
      command: process.execPath,
      args: ['--eval', ready + program],
      logFile: join(folder, 'tiny.log'),
      onSpawn: (pid) => pids.push(pid),
      isReady: () => existsSync(sign),
      readyWithinMs: 10_000,
    });
  }

  function supervise(
    program: string,
    more: { isDone?: (how: string) => boolean } = {},
  ): Supervised {
    supervised = new Supervised({
      name: 'tiny',
      start: () => running(program),
      onIncident: (incident) => incidents.push(incident),
      pauses,
      ...more,
    });
    return supervised;
  }

  const stays = 'setInterval(() => {}, 1000);';

  it('is started again, and named, when it was killed', async () => {
    await supervise(stays).start();
    process.kill(pids[0]!, 'SIGKILL');
    expect(await until(() => pids.length === 2, { timeoutMs: 10_000 })).toBe(true);
    expect(pids[1]).not.toBe(pids[0]);
    expect(incidents).toEqual([{ name: 'tiny', how: 'SIGKILL', restartInMs: 10 }]);
  });

  it('is given longer pauses, to a limit, while it keeps crashing', async () => {
    await supervise('setTimeout(() => process.exit(3), 150);').start();
    await until(() => incidents.length >= 4, { timeoutMs: 20_000 });
    expect(incidents.slice(0, 4).map(({ restartInMs }) => restartInMs)).toEqual([10, 20, 40, 40]);
    expect(incidents[0]?.how).toBe('exit code 3');
  });

  it('is left alone once it is stopped', async () => {
    await supervise(stays).start();
    await supervised.stop();
    expect(incidents).toEqual([]);
    expect(() => process.kill(pids[0]!, 0)).toThrow(/ESRCH/);
    expect(await readFile(join(folder, 'tiny.log'), 'utf8')).toBe('');
  });

  it('may end when its work is done', async () => {
    const isDone = (how: string): boolean => how === 'exit code 0';
    await supervise('setTimeout(() => {}, 150);', { isDone }).start();
    await until(() => supervised.isDone, { timeoutMs: 10_000 });
    expect(incidents).toEqual([{ name: 'tiny', how: 'exit code 0' }]);
    expect(pids).toHaveLength(1);
  });

  it('that cannot even start is its starter’s to judge', async () => {
    const fault = new Error('no such program');
    supervised = new Supervised({
      name: 'tiny',
      start: () => Promise.reject(fault),
      onIncident: (incident) => incidents.push(incident),
    });
    await expect(supervised.start()).rejects.toBe(fault);
    expect(incidents).toEqual([]);
  });
});
