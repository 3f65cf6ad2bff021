import { freePort, startOnChosenPort } from '../servers/ports.js';
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

/** Starts a process of ours, away from the terminal's Ctrl-C, and waits until it says that it is ready. */
export async function startNodeProcess({
  name,
  entry,
  env,
  logFile,
  onSpawn,
}: NodeProcess): Promise<RunningProcess> {
  return startOnChosenPort(async () => {
    const healthPort = await freePort();
    return startProcess({
      name,
      command: process.execPath,
      args: [...nodeOptions, entry],
      env: { ...process.env, ...env, HEALTH_PORT: String(healthPort) },
      logFile,
      detached: true,
      onSpawn,
      isReady: () => isReady(healthPort),
      readyWithinMs,
    });
  });
}

async function isReady(healthPort: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${healthPort}/health/ready`, {
    signal: AbortSignal.timeout(5_000),
  });
  return answer.ok;
}
