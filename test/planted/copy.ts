import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Suite } from './plant.js';

/** How a program ended, and all that it said. */
export type Ran = { readonly code: number; readonly said: string };

const jestOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const longestMs = 900_000;

/** A copy of the project, with everything that Git knows or does not ignore, in which faults are planted. */
export class Copy {
  constructor(
    private readonly project: string,
    readonly directory: string,
  ) {
    for (const file of filesOf(project)) {
      const target = join(directory, file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(project, file), target);
    }
    symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'));
  }

  /** Plants a patch. @throws Error when it does not fit. */
  plant(patch: string): void {
    execFileSync('git', ['apply', patch], { cwd: this.directory, stdio: 'pipe' });
  }

  /** Takes a patch out again. */
  uproot(patch: string): void {
    execFileSync('git', ['apply', '--reverse', patch], { cwd: this.directory, stdio: 'pipe' });
  }

  /** Compiles the copy and bundles its workflows. */
  async build(): Promise<Ran> {
    const compiled = await this.node([
      this.program('typescript', 'bin', 'tsc'),
      '-p',
      'tsconfig.build.json',
    ]);
    if (compiled.code !== 0) return compiled;
    return this.node(['dist/apps/treatment-worker/src/build-workflow-bundle.js']);
  }

  /** Runs a suite of the copy. */
  async run({ project, paths }: Suite): Promise<Ran> {
    const options = ['--selectProjects', project, '--runInBand', '--forceExit', '--bail'];
    return this.node([
      ...jestOptions,
      this.program('jest', 'bin', 'jest.js'),
      ...paths,
      ...options,
    ]);
  }

  private program(...path: readonly string[]): string {
    return join(this.project, 'node_modules', ...path);
  }

  private async node(args: readonly string[]): Promise<Ran> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    return new Promise((resolve) => {
      const options = { cwd: this.directory, env, timeout: longestMs, maxBuffer: 100_000_000 };
      execFile(process.execPath, [...args], options, (error, output, errors) => {
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, said: `${output}${errors}` });
      });
    });
  }
}

function filesOf(project: string): readonly string[] {
  const args = ['ls-files', '-co', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: project, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(project, path)));
}
