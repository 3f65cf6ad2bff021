import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort, isListening, startOnChosenPort } from './ports.js';
import { silent } from './report.js';
import { startProcess, type RunningProcess } from './running-process.js';
import type { ServerOptions } from './server-options.js';
import { findTemporalBinary } from './temporal-binary.js';

/** A Temporal server: `address` is `host:port`; `uiUrl` and `process` are absent when it was running already. */
export type Temporal = {
  readonly address: string;
  readonly uiUrl?: string;
  readonly process?: RunningProcess;
  stop(): Promise<void>;
};

/** `uiPort` is preferred for the web page, which has payloads read at `codecUrl`; without `ui` there is none. */
export type TemporalOptions = ServerOptions & {
  readonly ui?: boolean;
  readonly uiPort?: number;
  readonly codecUrl?: string;
};

const usualPort = 7233;
const usualUiPort = 8233;

/**
 * The server of `TEMPORAL_ADDRESS` when that is set, otherwise the development server with its
 * database file in `directory`. Namespaces are the caller's concern.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given) return { address: given, stop: () => Promise.resolve() };
  const command = await findTemporalBinary(options.report, options.signal);
  return startOnChosenPort(async () => startOwn(command, options));
}

async function startOwn(
  command: string,
  { directory, ui = false, codecUrl, report = silent, ...options }: TemporalOptions,
): Promise<Temporal> {
  const port = await choosePort('Temporal', options.port ?? usualPort, report);
  const uiPort = ui
    ? await choosePort('Temporal’s page', options.uiPort ?? usualUiPort, report)
    : undefined;
  mkdirSync(directory, { recursive: true });
  report(`Temporal: starting on port ${port} (a few seconds)`);
  const running = await startProcess({
    name: 'Temporal',
    command,
    args: [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${port}`,
      uiPort === undefined ? '--headless' : `--ui-port=${uiPort}`,
      ...(codecUrl === undefined ? [] : [`--ui-codec-endpoint=${codecUrl}`]),
      `--db-filename=${join(directory, 'temporal.db')}`,
      '--sqlite-pragma=journal_mode=WAL',
      '--sqlite-pragma=synchronous=NORMAL',
      '--log-level=error',
      '--disable-config-file',
      '--disable-config-env',
    ],
    env: process.env,
    logFile: join(directory, 'server.log'),
    detached: options.detached ?? false,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    isReady: () => isListening(port),
    readyWithinMs: 60_000,
  });
  return {
    address: `127.0.0.1:${port}`,
    ...(uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${uiPort}` }),
    process: running,
    stop: () => running.stop(),
  };
}
