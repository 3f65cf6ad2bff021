import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './cruise.js';

/** Every file that Git knows or does not ignore and that is there, as paths from the root. */
export function repositoryFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(projectRoot, path)));
}

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

/** Every folder that holds one of these files itself. */
export function foldersOf(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => dirname(file)))].toSorted();
}

/** What package.json says of imports and commands. */
export function packageFile(): {
  readonly imports: Readonly<Record<string, { readonly source: string; readonly default: string }>>;
  readonly scripts: Readonly<Record<string, string>>;
} {
  return JSON.parse(textOf('package.json')) as ReturnType<typeof packageFile>;
}
