import type { LocalFolder } from '../data/local-folder.js';
import {
  type Kafka,
  type Postgres,
  startKafka,
  startPostgres,
  startTemporal,
  type Temporal,
} from '../servers/index.js';
import type { Report } from '../servers/report.js';
import type { RunningProcess } from '../servers/running-process.js';
import type { StackAddresses } from './addresses.js';

/** A server and how it is started again where it was; `process` is absent when it runs elsewhere. */
export type StackServer = {
  readonly name: string;
  readonly process?: RunningProcess;
  readonly startAgain: () => Promise<RunningProcess>;
};

/** The three servers, in the order in which they are stopped. */
export type StackServers = {
  readonly addresses: Pick<
    StackAddresses,
    'kafkaBrokers' | 'databaseUrl' | 'temporalAddress' | 'temporalUiUrl'
  >;
  readonly servers: readonly StackServer[];
};

/**
 * How servers are started: `onSpawn` hears of each process at once, `signal` ends the start, `codecUrl` is where
 * Temporal's page has payloads read.
 */
export type ServersStart = {
  readonly folder: LocalFolder;
  readonly report: Report;
  readonly onSpawn: (name: string, pid: number) => void;
  readonly signal: AbortSignal;
  readonly codecUrl: string;
};

/**
 * Starts Temporal, Kafka and PostgreSQL side by side. When one cannot start, the others are stopped and its error is
 * thrown.
 */
export async function startServers({
  folder,
  report,
  onSpawn,
  signal,
  codecUrl,
}: ServersStart): Promise<StackServers> {
  const options = (name: string) => ({
    directory: folder.path(name),
    detached: true,
    report,
    signal,
    onSpawn: (pid: number) => onSpawn(name, pid),
  });
  const startsOfTemporal = (port?: number, uiPort?: number) =>
    startTemporal({ ...options('temporal'), ...given({ port, uiPort }), ui: true, codecUrl });
  const startsOfKafka = (port?: number) => startKafka({ ...options('kafka'), ...given({ port }) });
  const startsOfPostgres = (port?: number) =>
    startPostgres({ ...options('postgres'), ...given({ port }) });

  const starts = [startsOfTemporal(), startsOfKafka(), startsOfPostgres()] as const;
  const [temporal, kafka, postgres] = await Promise.all(starts).catch(async (error: unknown) => {
    await stopStarted(starts);
    throw error;
  });
  const uiPort = temporal.uiUrl === undefined ? undefined : portOf(temporal.uiUrl);
  return {
    addresses: {
      kafkaBrokers: kafka.address,
      databaseUrl: postgres.url,
      temporalAddress: temporal.address,
      ...(temporal.uiUrl === undefined ? {} : { temporalUiUrl: temporal.uiUrl }),
    },
    servers: [
      server('temporal', temporal, () => startsOfTemporal(portOf(temporal.address), uiPort)),
      server('kafka', kafka, () => startsOfKafka(portOf(kafka.address))),
      server('postgres', postgres, () => startsOfPostgres(portOf(postgres.url))),
    ],
  };
}

type Started = Kafka | Temporal | Postgres;

function addressOf(started: Started): string {
  return 'url' in started ? started.url : started.address;
}

function server(name: string, first: Started, startAgain: () => Promise<Started>): StackServer {
  return {
    name,
    ...(first.process === undefined ? {} : { process: first.process }),
    startAgain: async () => {
      const again = await startAgain();
      if (again.process === undefined) throw new Error(`${name} is not ours to start`);
      if (addressOf(again) === addressOf(first)) return again.process;
      await again.stop();
      throw new Error('somebody else has its port');
    },
  };
}

async function stopStarted(starts: readonly Promise<Started>[]): Promise<void> {
  for (const result of await Promise.allSettled(starts)) {
    if (result.status === 'fulfilled') await result.value.stop();
  }
}

function portOf(address: string): number {
  return Number(new URL(address.includes('://') ? address : `tcp://${address}`).port);
}

/** Without what is undefined. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
