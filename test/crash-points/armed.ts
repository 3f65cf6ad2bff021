import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A call of a port as processes name it: the process, the port, and what of it. */
export type PortCall = { readonly process: string; readonly port: string };

/** Where a process is to die: before or after the `call`th call of a port from now on. */
export type CrashPoint = PortCall & { readonly when: 'before' | 'after'; readonly call: number };

/**
 * The folder through which a program tells processes where to die, and processes tell it which ports they call. A point is
 * armed in a file of its own, so that whoever takes it away first is the only one that dies of it.
 */
export class Armed {
  constructor(private readonly directory: string) {
    mkdirSync(join(directory, 'calls'), { recursive: true });
  }

  /** From now on the first process to come to the point dies. */
  arm(point: CrashPoint): void {
    writeFileSync(`${this.file}.next`, JSON.stringify(point));
    renameSync(`${this.file}.next`, this.file);
  }

  /** Nobody dies any more. */
  disarm(): void {
    rmSync(this.file, { force: true });
  }

  /** The armed point, undefined where none is. */
  get point(): CrashPoint | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as CrashPoint;
    } catch {
      return undefined;
    }
  }

  /** Takes the point away; false when another process has. */
  take(): boolean {
    try {
      renameSync(this.file, `${this.file}.taken`);
      return true;
    } catch {
      return false;
    }
  }

  /** Remembers that a process calls a port. */
  record({ process, port }: PortCall): void {
    const file = join(this.directory, 'calls', encodeURIComponent(`${process} ${port}`));
    if (!existsSync(file)) writeFileSync(file, JSON.stringify({ process, port }));
  }

  /** Every call of a port that was seen, in the order of their names. */
  get calls(): readonly PortCall[] {
    const folder = join(this.directory, 'calls');
    return readdirSync(folder)
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as PortCall);
  }

  private get file(): string {
    return join(this.directory, 'armed.json');
  }
}
