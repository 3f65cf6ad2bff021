import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnProcesses } from './own-processes.js';

describe('the processes of a stack', () => {
  let folder: string;
  let file: string;
  let child: ChildProcess;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-processes-'));
    file = join(folder, 'processes.json');
    child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  });

  afterEach(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const ended = () => new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

  it('are ended by the next start when a killed stack left them behind', async () => {
    new OwnProcesses(file).add('event-intake', child.pid!);
    const end = ended();
    expect(await new OwnProcesses(file).endLeftOvers()).toEqual(['event-intake']);
    expect(await end).toBe('SIGINT');
    expect(await new OwnProcesses(file).endLeftOvers()).toEqual([]);
  });

  it('are no longer its own when another program has got their id', async () => {
    new OwnProcesses(file).add('event-intake', child.pid!);
    const written = JSON.parse(await readFile(file, 'utf8')) as { born: string }[];
    await writeFile(file, JSON.stringify(written.map((one) => ({ ...one, born: 'long ago' }))));
    expect(await new OwnProcesses(file).endLeftOvers()).toEqual([]);
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });
});
