import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseLock, takeLock } from './lock.js';

describe('a lock', () => {
  let folder: string;
  let lock: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    lock = join(folder, 'stack.lock');
  });

  afterEach(async () => rm(folder, { recursive: true, force: true }));

  it('is taken by the first and given back', async () => {
    expect(takeLock(lock)).toBeUndefined();
    expect(await readFile(lock, 'utf8')).toBe(String(process.pid));
    releaseLock(lock);
    expect(await readdir(folder)).toEqual([]);
  });

  it('names its holder while that lives', async () => {
    await writeFile(lock, String(process.ppid));
    expect(takeLock(lock)).toBe(process.ppid);
    releaseLock(lock);
    expect(await readFile(lock, 'utf8')).toBe(String(process.ppid));
  });

  it('of a process that no longer lives is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    await writeFile(lock, String(pid));
    expect(takeLock(lock)).toBeUndefined();
    expect(await readdir(folder)).toEqual(['stack.lock']);
  });
});
