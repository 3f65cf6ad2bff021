import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { outside } from '../servers/postgres-files.js';

/** Paths of everything a stack keeps; `VEIN_TO_VEIN_DATA` moves the folder out of the checkout. */
export class LocalFolder {
  readonly root: string;

  constructor(root = process.env['VEIN_TO_VEIN_DATA'] || join(projectRoot, '.local')) {
    this.root = root;
    mkdirSync(root, { recursive: true });
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  logFile(name: string): string {
    return this.path('logs', `${name}.log`);
  }

  get lock(): string {
    return this.path('stack.lock');
  }

  /** Removes the data of all earlier starts; the lock of this one stays. */
  empty(): void {
    rmSync(outside(this.path('postgres')), { recursive: true, force: true });
    if (!existsSync(this.root)) return;
    for (const name of readdirSync(this.root)) {
      if (this.path(name) !== this.lock) {
        rmSync(this.path(name), { recursive: true, force: true });
      }
    }
  }
}
