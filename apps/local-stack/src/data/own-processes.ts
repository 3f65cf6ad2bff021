import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { isAlive } from '../lock.js';
import { until } from '../until.js';
import { readJson, writeJson } from './json-file.js';

const shape = z.array(z.strictObject({ name: z.string(), pid: z.number(), born: z.string() }));
type OwnProcess = z.infer<typeof shape>[number];

const endsWithinMs = 10_000;

/**
 * The processes a stack started, kept in a file: a stack that was killed leaves them behind, and the next
 * start ends them. A process id that meanwhile belongs to somebody else is left alone.
 */
export class OwnProcesses {
  private known: OwnProcess[] = [];

  constructor(private readonly file: string) {}

  add(name: string, pid: number): void {
    this.known = [
      ...this.known.filter((one) => one.name !== name),
      { name, pid, born: bornAt(pid) },
    ];
    writeJson(this.file, this.known);
  }

  remove(name: string): void {
    this.known = this.known.filter((one) => one.name !== name);
    writeJson(this.file, this.known);
  }

  /** Process ids by name. */
  get pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.known.map(({ name, pid }) => [name, pid]));
  }

  /** Ends every process but these without asking, also those that are only just starting. */
  killExcept(names: readonly string[]): void {
    for (const { name, pid, born } of this.known) {
      if (!names.includes(name) && lives(pid, born)) process.kill(pid, 'SIGKILL');
    }
  }

  /** Ends what an earlier stack left behind, the youngest first; answers the names of what was still running. */
  async endLeftOvers(): Promise<readonly string[]> {
    const left = (readJson(this.file, shape) ?? []).filter(({ pid, born }) => lives(pid, born));
    for (const { pid, born } of left.toReversed()) {
      // PostgreSQL takes SIGTERM as leave to wait for its clients.
      process.kill(pid, 'SIGINT');
      const ended = await until(() => !lives(pid, born), { timeoutMs: endsWithinMs });
      if (!ended) process.kill(pid, 'SIGKILL');
    }
    writeJson(this.file, []);
    return left.map(({ name }) => name);
  }
}

function lives(pid: number, born: string): boolean {
  return isAlive(pid) && bornAt(pid) === born;
}

/** When a process began, in whatever form this machine tells it; process ids are used again, this with them is not. */
function bornAt(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!existsSync('/proc/self/stat')) {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    const stat = readFileSync(file, 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return afterName[19] ?? '';
  } catch {
    return '';
  }
}
