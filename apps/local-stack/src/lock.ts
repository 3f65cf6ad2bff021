import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Takes a lock file for this process; answers undefined, or the process id of the living holder.
 * The lock of a process that no longer lives is taken over.
 */
export function takeLock(lock: string): number | undefined {
  mkdirSync(dirname(lock), { recursive: true });
  if (linked(lock)) return undefined;
  const holder = holderOf(lock);
  if (isAlive(holder)) return holder;
  removeDeadLock(lock);
  return linked(lock) ? undefined : holderOf(lock);
}

/** Gives back a lock, when this process holds it. */
export function releaseLock(lock: string): void {
  if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
}

/** Whether a process with this id lives; false for 0. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A link appears with its content, so nobody ever reads a lock without its holder. */
function linked(lock: string): boolean {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Two programs may see the same dead lock: what the slower one moved away is put back when it is alive. */
function removeDeadLock(lock: string): void {
  const moved = `${lock}.dead-${process.pid}`;
  try {
    renameSync(lock, moved);
    if (isAlive(holderOf(moved))) linkSync(moved, lock);
  } catch {
    return;
  } finally {
    rmSync(moved, { force: true });
  }
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}
