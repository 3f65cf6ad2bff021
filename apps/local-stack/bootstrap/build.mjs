import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';
import { Failure } from './failure.mjs';
import { inProject, tell } from './project.mjs';

const sourceFolders = ['apps', 'libs', 'workflows', 'test', 'bench'];
const sourceFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const marker = inProject('dist', '.built-from');

/** Compiles everything, bundles the workflows and builds the page, each unless its sources are those of its last build. */
export async function build() {
  await buildPrograms();
  await step('the page (up to half a minute, a moment when nothing changed)', process.execPath, [
    inProject('apps', 'coordinator-web', 'build-page.mjs'),
  ]);
}

async function buildPrograms() {
  const sources = hashOfSources();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === sources) return;
  rmSync(marker, { force: true });
  await step('compiling (a few seconds)', inProject('node_modules', '.bin', 'tsc'), [
    '--project',
    'tsconfig.build.json',
  ]);
  await step('bundling the workflows (a few seconds)', process.execPath, [
    inProject('dist', 'apps', 'treatment-worker', 'src', 'build-workflow-bundle.js'),
  ]);
  writeFileSync(marker, sources);
}

/**
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 */
async function step(title, command, args) {
  tell(`Build: ${title}`);
  const path = [inProject('node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const { code, output } = await run(command, args, {
    env: { ...process.env, PATH: path },
    progress: (seconds) => `Build: ${title}, ${seconds} s`,
  });
  if (code === 0) return;
  tell(output.trimEnd());
  throw new Failure('The build did not succeed', 'Mend what is said above, then start again.');
}

function hashOfSources() {
  const hash = createHash('sha256');
  const inFolders = sourceFolders.filter((name) => existsSync(inProject(name))).flatMap(filesIn);
  for (const file of [...sourceFiles, ...inFolders].toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(inProject(file)));
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesIn(/** @type {string} */ folder) {
  return readdirSync(inProject(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(inProject().length));
}
