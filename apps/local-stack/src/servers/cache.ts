import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.js';

/** Where built servers stay between runs and checkouts; `VEIN_TO_VEIN_CACHE` moves it. */
export function cacheDirectory(): string {
  return process.env['VEIN_TO_VEIN_CACHE'] || join(homedir(), '.cache', 'vein-to-vein');
}

const lockWaitMs = 30 * 60_000;

/**
 * The folder `name` of the cache, made by `build` when it is not there yet. It appears whole or not
 * at all, and two programs never build it at the same time.
 */
export async function cached(
  name: string,
  build: (folder: string) => Promise<void>,
  onWait: () => void,
): Promise<string> {
  const folder = join(cacheDirectory(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheDirectory(), { recursive: true });
  const lock = `${folder}.lock`;
  if (!takeLock(lock)) {
    onWait();
    await until(() => takeLock(lock), { timeoutMs: lockWaitMs, everyMs: 500 });
  }
  const unfinished = `${folder}.building-${process.pid}`;
  try {
    if (existsSync(folder)) return folder;
    mkdirSync(unfinished, { recursive: true });
    await build(unfinished);
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(holderOf(lock))) rmSync(lock, { force: true });
    return false;
  }
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
