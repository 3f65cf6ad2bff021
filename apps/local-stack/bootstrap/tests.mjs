import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hand, relay } from './command.mjs';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';
import { inWords, resultOf, together } from './results.mjs';

const inBand = ['--runInBand', '--forceExit'];

/** One half of the suites of services. @param {1 | 2} half */
const integration = (half) => ({
  projects: ['integration'],
  options: [...inBand, `--shard=${half}/2`],
});

/**
 * Two streams that run side by side and take about as long, each one suite after the other: whole stacks wait more than they
 * compute, so they run beside what computes. Suites that start servers take turns, and one that failed can leave a connection
 * open: the run must end all the same.
 */
const streams = [
  [
    { projects: ['unit', 'page', 'architecture'], options: [] },
    { projects: ['workflow', 'browser'], options: inBand },
    integration(1),
  ],
  [{ projects: ['end-to-end'], options: inBand }, integration(2)],
];

/**
 * Runs every suite with Jest and shows what it says. The last line is `N passed, N failed`, with `, N skipped` when some
 * were. Returns 0 only when nothing failed.
 *
 * @param {readonly string[]} args further arguments for Jest
 */
export async function runTests(args) {
  const prepared = await hand(
    process.execPath,
    [inProject('dist', 'apps', 'local-stack', 'src', 'preparation', 'main.js')],
    process.env,
  );
  if (prepared !== 0) {
    throw new Failure('The servers for the tests are not there', 'Do what is said above.');
  }
  // Who chooses projects gets one run of exactly these.
  const isChosen = args.some((argument) => argument.startsWith('--selectProjects'));
  const results = isChosen
    ? [await jest([...args, '--runInBand'], hand)]
    : await Promise.all(streams.map(async (stream) => one(stream, args)));
  const result = together(results);
  process.stdout.write(`${inWords(result)}\n`);
  return result.code;
}

/**
 * @param {typeof streams[number]} stream
 * @param {readonly string[]} args
 */
async function one(stream, args) {
  const results = [];
  for (const { projects, options } of stream) {
    results.push(await jest([...args, ...options, '--selectProjects', ...projects], relay));
  }
  return together(results);
}

/**
 * @param {readonly string[]} args
 * @param {typeof hand} start
 */
async function jest(args, start) {
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  const file = join(folder, 'results.json');
  const nodeOptions = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning`;
  const program = inProject('node_modules', 'jest', 'bin', 'jest.js');
  const code = await start(
    process.execPath,
    [program, '--passWithNoTests', '--json', `--outputFile=${file}`, ...args],
    { ...process.env, NODE_OPTIONS: nodeOptions.trim() },
  );
  const written = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return resultOf(code, written);
}
