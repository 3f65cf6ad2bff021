import { existsSync, realpathSync } from 'node:fs';
import { delimiter } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { hand } from './command.mjs';
import { Failure } from './failure.mjs';
import { installPackages } from './packages.mjs';
import { inProject, tell } from './project.mjs';
import { runTests } from './tests.mjs';

const pinnedNode = inProject('node_modules', 'node', 'bin', 'node');
const entry = inProject('apps', 'local-stack', 'bootstrap.mjs');

// kafkajs computes timeouts that have passed already, which is harmless.
const nodeOptions = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];

/** Where the program of a task is, under the sources of the local stack. @type {Record<string, string[]>} */
const programs = { start: [], ops: ['operations'], partner: ['partner'] };

/**
 * `start …`, `ops …`, `partner …` or `test …`: installs packages, goes on with the pinned Node, builds, then does what was
 * asked. Ends the process.
 *
 * @param {readonly string[]} args
 */
export async function bootstrap(args) {
  try {
    await installPackages();
    if (!isPinned()) {
      process.exit(await hand(pinnedNode, [...nodeOptions, entry, ...args], withPinnedNode()));
    }
    await build();
    await perform(args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell(`${error.message}\n${error.remedy}`);
    process.exit(1);
  }
}

async function perform(/** @type {readonly string[]} */ [task, ...args]) {
  if (task === 'test') process.exit(await runTests(args));
  const folder = task === undefined ? undefined : programs[task];
  if (folder === undefined) {
    throw new Failure(
      `There is no task ${task}`,
      'Say npm start, npm run ops, npm run partner or npm test.',
    );
  }
  const main = inProject('dist', 'apps', 'local-stack', 'src', ...folder, 'main.js');
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

function isPinned() {
  if (!existsSync(pinnedNode)) {
    throw new Failure(
      'The pinned Node is not among the installed packages',
      'Remove node_modules, make sure npm installs development packages and runs scripts, then start again.',
    );
  }
  const isSame = realpathSync(process.execPath) === realpathSync(pinnedNode);
  return isSame && nodeOptions.every((option) => process.execArgv.includes(option));
}

/** Every program that is started from here on finds the same Node. */
function withPinnedNode() {
  const path = [inProject('node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}
