import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { run } from './command.js';
import { javaServer } from './maven.js';
import { choosePort, freePort, startOnChosenPort } from './ports.js';
import { silent, type Report } from './report.js';
import { startProcess, type RunningProcess } from './running-process.js';
import type { ServerOptions } from './server-options.js';
import { versions } from './versions.js';

/** A Kafka broker: `address` is `host:port`; `process` is absent when it was running already. */
export type Kafka = {
  readonly address: string;
  readonly process?: RunningProcess;
  stop(): Promise<void>;
};

const usualPort = 9092;
const remedy = 'Set KAFKA_BROKERS to a running Kafka, or remove the data folder and start again.';

/**
 * The broker of `KAFKA_BROKERS` when that is set, otherwise one node of our own (KRaft, no automatic
 * topics) with its data in `directory`. Data of an earlier start is used again.
 */
export async function startKafka(options: ServerOptions): Promise<Kafka> {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return { address: given, stop: () => Promise.resolve() };
  const programs = join(await kafkaFolder(options.report, options.signal), 'bin');
  return startOnChosenPort(async () => startOwn(programs, options));
}

async function startOwn(
  programs: string,
  { directory, report = silent, ...options }: ServerOptions,
): Promise<Kafka> {
  const port = await choosePort('Kafka', options.port ?? usualPort, report);
  const configuration = join(directory, 'server.properties');
  mkdirSync(directory, { recursive: true });
  writeFileSync(configuration, properties(directory, port, await freePort(port + 1)));
  if (!existsSync(join(directory, 'data', 'meta.properties'))) {
    report('Kafka: formatting its storage');
    const format = ['format', '--cluster-id', clusterId(), '--config', configuration];
    await run(join(programs, 'kafka-storage'), format, { env: javaEnvironment('64m'), remedy });
  }
  report(`Kafka: starting on port ${port} (a few seconds)`);
  const running = await startProcess({
    name: 'Kafka',
    command: join(programs, 'kafka-server'),
    args: [configuration],
    env: javaEnvironment('512m'),
    logFile: join(directory, 'server.log'),
    detached: options.detached ?? false,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    isReady: () => answersApiVersions(port),
    readyWithinMs: 90_000,
  });
  return { address: `127.0.0.1:${port}`, process: running, stop: () => running.stop() };
}

/** Folder with Kafka's libraries (`lib/`) and programs (`bin/`: server, storage, console producer and consumer). */
export function kafkaFolder(report: Report = silent, signal?: AbortSignal): Promise<string> {
  return javaServer(
    {
      folder: `kafka-${versions.kafka}`,
      title: `Kafka ${versions.kafka}`,
      artifacts: [
        { group: 'org.apache.kafka', name: 'kafka_2.13', version: versions.kafka },
        { group: 'org.apache.kafka', name: 'kafka-tools', version: versions.kafka },
        { group: 'org.slf4j', name: 'slf4j-simple', version: '1.7.36' },
      ],
      programs: {
        'kafka-server': 'kafka.Kafka',
        'kafka-storage': 'kafka.tools.StorageTool',
        'kafka-console-producer': 'org.apache.kafka.tools.ConsoleProducer',
        'kafka-console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
      },
    },
    report,
    signal,
  );
}

function javaEnvironment(heap: string): NodeJS.ProcessEnv {
  const logging =
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.showDateTime=true';
  return { ...process.env, JAVA_OPTIONS: `-Xmx${heap} ${logging}` };
}

/** Kafka's tools read a leading dash as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

function properties(directory: string, port: number, controllerPort: number): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': join(directory, 'data'),
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    'offsets.topic.num.partitions': 12,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 12,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** A listening port is not yet a working broker: asks for the versions of its API and waits for any answer. */
function answersApiVersions(port: number): Promise<boolean> {
  const body = Buffer.from([0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 });
    const answer = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => socket.write(Buffer.concat([size, body])));
    socket.once('data', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => resolve(false));
  });
}
