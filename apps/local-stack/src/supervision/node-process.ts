import { z } from 'zod';
import { type RunningProcess, startProcess } from '../servers/running-process.js';

/** One of our own processes: its compiled entry and exactly the variables it gets beyond those of this process. */
export type NodeProcess = {
  readonly name: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly onSpawn: (pid: number) => void;
};

const readyWithinMs = 60_000;

// kafkajs computes timeouts that have passed already, which is harmless and would spoil the log.
const nodeOptions = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];

/**
 * Starts a process of ours, away from the terminal's Ctrl-C, and waits until it says on its health port that it is
 * ready. `signal` ends the start.
 */
export async function startNodeProcess(
  { name, entry, env, logFile, onSpawn }: NodeProcess,
  healthPort: number,
  signal?: AbortSignal,
): Promise<RunningProcess> {
  return startProcess({
    name,
    command: process.execPath,
    args: [...nodeOptions, entry],
    env: { ...process.env, ...env, HEALTH_PORT: String(healthPort) },
    logFile,
    detached: true,
    onSpawn,
    ...(signal === undefined ? {} : { signal }),
    isReady: (pid) => isReady(pid, healthPort),
    readyWithinMs,
  });
}

const live = z.object({ pid: z.number() });

/** Another stack may have taken the port first: what it answers is not about this process. */
async function isReady(pid: number, healthPort: number): Promise<boolean> {
  const ask = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${healthPort}${path}`, { signal: AbortSignal.timeout(5_000) });
  const answer = await ask('/health/live');
  if (live.parse(await answer.json()).pid !== pid) return false;
  return (await ask('/health/ready')).ok;
}
