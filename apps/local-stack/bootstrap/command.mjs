import { spawn } from 'node:child_process';
import { projectRoot, tell } from './project.mjs';

const progressEveryMs = 10_000;

/**
 * Runs a command to its end and returns its exit code with all it printed. Tells every ten seconds
 * how far it is, in the words of `progress`.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, progress: (seconds: number) => string }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = process.env, progress }) {
  const started = Date.now();
  const timer = setInterval(
    () => tell(progress(Math.round((Date.now() - started) / 1000))),
    progressEveryMs,
  );
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => end(1, error.message));
    child.on('close', (code) => end(code ?? 1, ''));

    function end(/** @type {number} */ code, /** @type {string} */ more) {
      clearInterval(timer);
      resolve({ code, output: output + more });
    }
  });
}

/**
 * Runs a program of Node to its end on this terminal and returns its exit code. A Ctrl-C reaches it by
 * itself; a request to end is passed on.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function hand(node, args, env) {
  return ended(spawn(node, args, { cwd: projectRoot, env, stdio: 'inherit' }));
}

/**
 * As `hand`, for one of several that run side by side: what each says comes in whole lines.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export async function relay(node, args, env) {
  const colours = process.stderr.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(node, args, {
    cwd: projectRoot,
    env: { ...colours, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  inWholeLines(child.stdout, process.stdout);
  inWholeLines(child.stderr, process.stderr);
  return ended(child);
}

/**
 * @param {import('node:stream').Readable} from
 * @param {NodeJS.WritableStream} to
 */
function inWholeLines(from, to) {
  let begun = '';
  from.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    const end = text.lastIndexOf('\n') + 1;
    if (end > 0) to.write(begun + text.slice(0, end));
    begun = (end > 0 ? '' : begun) + text.slice(end);
  });
  from.on('end', () => to.write(begun === '' ? '' : `${begun}\n`));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function ended(child) {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      tell(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
