import { spawnSync } from 'node:child_process';
import { LocalStackError } from '../local-stack-error.js';

/** A user without root's rights, to whom a server's process is given. */
export type UnprivilegedUser = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root: the user `postgres` where there is one, otherwise `nobody`.
 * Undefined when this program does not run as root. Throws `no-unprivileged-user`.
 */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = numberOf('-u', name);
    const gid = numberOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new LocalStackError(
    'no-unprivileged-user',
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody',
    'Run this as an ordinary user, or set DATABASE_URL to a running PostgreSQL.',
  );
}

/** Whether that user may enter a folder or run a program. */
export function mayReach(user: UnprivilegedUser, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0;
}

function numberOf(flag: string, name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}
