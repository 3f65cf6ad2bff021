import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.js';
import { choosePort, isListening, startOnChosenPort } from './ports.js';
import { postgresFiles, type PostgresFiles } from './postgres-files.js';
import { silent } from './report.js';
import { startProcess, type RunningProcess } from './running-process.js';
import type { ServerOptions } from './server-options.js';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';

/** A PostgreSQL database: `url` with its password; `process` is absent when it was running already. */
export type Postgres = {
  readonly url: string;
  readonly process?: RunningProcess;
  stop(): Promise<void>;
};

const usualPort = 5432;
const role = 'vein';
const database = 'vein_to_vein';
const remedy =
  'Set DATABASE_URL to a running PostgreSQL, or remove the data folder and start again.';

/**
 * The database of `DATABASE_URL` when that is set, otherwise a PostgreSQL of our own with its data in
 * `directory`. Data of an earlier start is used again.
 */
export async function startPostgres(options: ServerOptions): Promise<Postgres> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const { directory, report = silent } = options;
  const user = unprivilegedUser();
  const files = postgresFiles(directory, user);
  if (!files.data.startsWith(directory)) {
    report(
      `PostgreSQL: does not run as root and cannot enter ${directory}; its data is in ${files.data}`,
    );
  }
  const passwordFile = join(directory, 'password');
  if (!existsSync(passwordFile)) {
    report('PostgreSQL: preparing its data folder (a few seconds)');
    await initialise(files, user, passwordFile);
  }
  return startOnChosenPort(async () => startOwn(files, user, options));
}

async function startOwn(
  files: PostgresFiles,
  user: UnprivilegedUser | undefined,
  { directory, report = silent, ...options }: ServerOptions,
): Promise<Postgres> {
  const port = await choosePort('PostgreSQL', options.port ?? usualPort, report);
  report(`PostgreSQL: starting on port ${port} (a few seconds)`);
  const running = await startProcess({
    name: 'PostgreSQL',
    command: join(files.programs, 'postgres'),
    args: [
      `-D${files.data}`,
      `-p${port}`,
      '-clisten_addresses=127.0.0.1',
      '-cunix_socket_directories=',
    ],
    ...environment(files, user),
    logFile: join(directory, 'server.log'),
    detached: options.detached ?? false,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    stopSignal: 'SIGINT',
    isReady: async () => acceptsConnections(files.data) && (await isListening(port)),
    readyWithinMs: 60_000,
  });
  const password = readFileSync(join(directory, 'password'), 'utf8').trim();
  const url = `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return { url, process: running, stop: () => running.stop() };
}

/** The password is written last: where it is, the data folder is whole. */
async function initialise(
  files: PostgresFiles,
  user: UnprivilegedUser | undefined,
  passwordFile: string,
): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  const handedOver = join(dirname(files.data), 'initial-password');
  emptied(files.data, user);
  writeFileSync(handedOver, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) chownSync(handedOver, user.uid, user.gid);
  const options = { ...environment(files, user), remedy };
  try {
    await run(
      join(files.programs, 'initdb'),
      [
        `--pgdata=${files.data}`,
        `--username=${role}`,
        `--pwfile=${handedOver}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      options,
    );
    await run(join(files.programs, 'postgres'), ['--single', '-D', files.data, 'postgres'], {
      ...options,
      input: `CREATE DATABASE ${database}\n`,
    });
  } finally {
    rmSync(handedOver, { force: true });
  }
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
}

/** A data folder that an interrupted start left half made is of no use. */
function emptied(data: string, user: UnprivilegedUser | undefined): void {
  rmSync(data, { recursive: true, force: true });
  // A mode given with `recursive` would close the folders above to that user as well.
  mkdirSync(dirname(data), { recursive: true });
  mkdirSync(data, { mode: 0o700 });
  if (user !== undefined) chownSync(data, user.uid, user.gid);
}

/** The server keeps its own state in the last line of this file; a killed one leaves the file as it was. */
function acceptsConnections(data: string): boolean {
  return readFileSync(join(data, 'postmaster.pid'), 'utf8').trimEnd().endsWith('ready');
}

function environment(files: PostgresFiles, user: UnprivilegedUser | undefined) {
  return { ...user, cwd: files.data, env: { ...process.env, LC_ALL: 'C' } };
}
