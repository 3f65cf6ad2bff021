import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Resident memory of each process in MB, children such as PostgreSQL's left out. */
export async function residentMegabytes(
  pids: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, number>>> {
  const names = Object.keys(pids);
  const sizes = await Promise.all(names.map(async (name) => sizeOf(pids[name] ?? 0)));
  return Object.fromEntries(names.map((name, index) => [name, sizes[index] ?? 0]));
}

async function sizeOf(pid: number): Promise<number> {
  const { stdout } = await execute('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round(Number(stdout.trim()) / 1_024);
}
