import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalStackError } from '../local-stack-error.js';
import { until } from '../until.js';

/**
 * A process this program started and may stop: `stop` asks and waits, `kill` does not ask. `ended` resolves
 * with how it ended.
 */
export type RunningProcess = {
  readonly pid: number;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  kill(): void;
};

/**
 * What to start and how to know that it is up. `detached` keeps a terminal's Ctrl-C away from it; `onSpawn` is told
 * its id at once, long before it is ready; `signal` ends a start that is under way.
 */
export type ProcessDescription = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly logFile: string;
  readonly detached?: boolean;
  readonly stopSignal?: NodeJS.Signals;
  readonly onSpawn?: (pid: number) => void;
  readonly signal?: AbortSignal;
  readonly isReady: (pid: number) => boolean | Promise<boolean>;
  readonly readyWithinMs: number;
};

const stopWithinMs = 20_000;

/**
 * Starts a process and waits until it is ready. Throws `process-ended` or `process-not-ready` with the
 * end of its log, or the reason of its `signal`; nothing is left running then.
 */
export async function startProcess(description: ProcessDescription): Promise<RunningProcess> {
  const { name, logFile, readyWithinMs, signal } = description;
  signal?.throwIfAborted();
  const running = spawnLogged(description);
  const early = new AbortController();
  void running.ended.then(() => early.abort());
  const ready = await until(() => description.isReady(running.pid), {
    timeoutMs: readyWithinMs,
    signal: AbortSignal.any(signal === undefined ? [early.signal] : [early.signal, signal]),
  });
  if (ready && !early.signal.aborted) return running;
  if (signal?.aborted) {
    await running.stop();
    throw signal.reason;
  }
  const how = early.signal.aborted
    ? `ended early (${await running.ended})`
    : `was not ready within ${readyWithinMs / 1000} s`;
  await running.stop();
  throw new LocalStackError(
    early.signal.aborted ? 'process-ended' : 'process-not-ready',
    `${name} ${how}\n${lastLines(logFile)}`,
    `Look into ${logFile}; where its data is damaged, begin anew with --fresh.`,
  );
}

function spawnLogged(description: ProcessDescription): RunningProcess {
  mkdirSync(dirname(description.logFile), { recursive: true });
  const log = openSync(description.logFile, 'a');
  const { command, args, cwd, env, uid, gid, detached = false } = description;
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    detached,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid !== undefined) description.onSpawn?.(child.pid);
  let alive = true;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).finally(() => {
    alive = false;
  });
  const stop = async (): Promise<void> => {
    if (!alive) return;
    child.kill(description.stopSignal ?? 'SIGTERM');
    const stopped = await Promise.race([ended, delayed(stopWithinMs)]);
    if (stopped === undefined) child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, ended, stop, kill: () => void child.kill('SIGKILL') };
}

function delayed(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}

/** The end of a log file, indented, for a message. */
export function lastLines(logFile: string, count = 12): string {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count);
  return lines.map((line) => `  ${line}`).join('\n');
}
