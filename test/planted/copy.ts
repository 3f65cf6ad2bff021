import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plant } from './plant.js';

/** How tests ended: the full names of those that passed and failed, and all that was said. */
export type Ran = {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly said: string;
};

type Results = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

const nodeOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const longestMs = 300_000;

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
    for (const built of ['node_modules', 'dist']) {
      symlinkSync(join(project, built), join(directory, built));
    }
  }

  /** Plants a patch. @throws Error when it does not fit. */
  plant(patch: string): void {
    execFileSync('git', ['apply', patch], { cwd: this.directory, stdio: 'pipe' });
  }

  /** Takes a patch out again. */
  uproot(patch: string): void {
    execFileSync('git', ['apply', '--reverse', patch], { cwd: this.directory, stdio: 'pipe' });
  }

  /** Runs the tests of these names, which are of one project and in one place. Tests read the sources: nothing is built. */
  async run({ project, path }: Pick<Plant, 'project' | 'path'>, names: readonly string[]) {
    const results = join(this.directory, 'results.json');
    const jest = join(this.project, 'node_modules', 'jest', 'bin', 'jest.js');
    const chosen = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    const said = await this.node([
      ...nodeOptions,
      jest,
      path,
      '--runInBand',
      '--forceExit',
      '--json',
      `--outputFile=${results}`,
      `--testNamePattern=${chosen.join('|')}`,
      '--selectProjects',
      project,
    ]);
    const tests = existsSync(results) ? testsIn(readFileSync(results, 'utf8')) : [];
    rmSync(results, { force: true });
    const namesOf = (status: string): readonly string[] =>
      tests.filter((one) => one.status === status).map(({ fullName }) => fullName);
    return { passed: namesOf('passed'), failed: namesOf('failed'), said } satisfies Ran;
  }

  private async node(args: readonly string[]): Promise<string> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    return new Promise((resolve) => {
      const options = { cwd: this.directory, env, timeout: longestMs, maxBuffer: 100_000_000 };
      execFile(process.execPath, [...args], options, (_error, output, errors) => {
        resolve(`${output}${errors}`);
      });
    });
  }
}

function testsIn(results: string): Results['testResults'][number]['assertionResults'] {
  return (JSON.parse(results) as Results).testResults.flatMap((suite) => suite.assertionResults);
}

function filesOf(project: string): readonly string[] {
  const args = ['ls-files', '-co', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: project, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(project, path)));
}
