import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { LocalStackError } from '../local-stack-error.js';
import { releaseLock, takeLock } from '../lock.js';
import { until } from '../until.js';

/** Where built servers stay between runs and checkouts; `VEIN_TO_VEIN_CACHE` moves it. */
export function cacheDirectory(): string {
  return process.env['VEIN_TO_VEIN_CACHE'] || join(homedir(), '.cache', 'vein-to-vein');
}

const lockWaitMs = 30 * 60_000;

/**
 * The folder `name` of the cache, made by `build` when it is not there yet. It appears whole or not
 * at all, and two programs never build it at the same time. Throws `cache-busy` after half an hour, or the reason of
 * `signal`.
 */
export async function cached(
  name: string,
  build: (folder: string) => Promise<void>,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<string> {
  const folder = join(cacheDirectory(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheDirectory(), { recursive: true });
  const lock = `${folder}.lock`;
  await exclusively(lock, onWait, signal);
  const unfinished = `${folder}.building-${process.pid}`;
  try {
    if (existsSync(folder)) return folder;
    removeUnfinished(folder);
    mkdirSync(unfinished, { recursive: true });
    await build(unfinished);
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    releaseLock(lock);
  }
}

async function exclusively(
  lock: string,
  onWait: () => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (takeLock(lock) === undefined) return;
  onWait();
  const isOurs = await until(() => takeLock(lock) === undefined, {
    timeoutMs: lockWaitMs,
    everyMs: 500,
    ...(signal === undefined ? {} : { signal }),
  });
  if (isOurs) return;
  signal?.throwIfAborted();
  throw new LocalStackError(
    'cache-busy',
    `Another program has been building for half an hour and still holds ${lock}`,
    'End that program, then start again.',
  );
}

/** Whoever holds the lock is the only builder: what others began and did not finish is waste. */
function removeUnfinished(folder: string): void {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.building-`)) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}
