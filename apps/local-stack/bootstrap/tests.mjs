import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hand } from './command.mjs';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';

/**
 * Suites that need nothing but the processor, and those that share servers and therefore take turns. A failed suite of
 * the latter can leave a connection open; the run must end all the same.
 */
const groups = [
  { projects: ['unit', 'architecture'], options: [] },
  { projects: ['workflow', 'integration', 'end-to-end'], options: ['--runInBand', '--forceExit'] },
];

/**
 * Runs every suite with Jest; its output stays as it is. The last line is `N passed, N failed`, with
 * `, N skipped` when some were. Returns 0 only when nothing failed.
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
  const total = { passed: 0, failed: 0, skipped: 0 };
  let code = 0;
  for (const { projects, options } of groupsFor(args)) {
    const result = await jest([...args, ...options], projects);
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
    code ||= result.code;
  }
  if (code !== 0 && total.failed === 0) total.failed = 1;
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return code;
}

/** Who chooses projects gets one run of exactly these. */
function groupsFor(/** @type {readonly string[]} */ args) {
  const isChosen = args.some((argument) => argument.startsWith('--selectProjects'));
  return isChosen ? [{ projects: [], options: ['--runInBand'] }] : groups;
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} projects
 */
async function jest(args, projects) {
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  const results = join(folder, 'results.json');
  const nodeOptions = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning`;
  const code = await hand(
    process.execPath,
    [
      inProject('node_modules', 'jest', 'bin', 'jest.js'),
      '--passWithNoTests',
      '--json',
      `--outputFile=${results}`,
      ...args,
      ...(projects.length > 0 ? ['--selectProjects', ...projects] : []),
    ],
    { ...process.env, NODE_OPTIONS: nodeOptions.trim() },
  );
  const counts = existsSync(results) ? countsOf(JSON.parse(readFileSync(results, 'utf8'))) : none;
  rmSync(folder, { recursive: true, force: true });
  return { code, ...counts };
}

const none = { passed: 0, failed: 0, skipped: 0 };

/** A suite that could not even run counts as one failure. */
function countsOf(/** @type {Record<string, number>} */ results) {
  return {
    passed: results['numPassedTests'] ?? 0,
    failed: (results['numFailedTests'] ?? 0) + (results['numRuntimeErrorTestSuites'] ?? 0),
    skipped: (results['numPendingTests'] ?? 0) + (results['numTodoTests'] ?? 0),
  };
}
