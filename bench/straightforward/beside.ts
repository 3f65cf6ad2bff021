import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import { temporalSection } from '../../apps/local-stack/src/stack/temporal-section.js';
import type { BenchStack } from '../bench-stack.js';
import { plainTopics } from './messages.js';

const partitions = 6;

/** Runs the straightforward pipeline on the servers of a stack while it is measured; `measure` is given its process. */
export async function besides<R>(
  { addresses }: BenchStack,
  measure: (pid: number) => Promise<R>,
): Promise<R> {
  const { kafkaBrokers, temporalAddress } = addresses;
  await createTopics(kafkaBrokers);
  const { address, namespace } = temporalSection(temporalAddress);
  const program = fileURLToPath(new URL('./main.js', import.meta.url));
  const pipeline = spawn(process.execPath, [program, kafkaBrokers, address, namespace], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await reading(pipeline);
    return await measure(pipeline.pid ?? 0);
  } finally {
    pipeline.kill('SIGKILL');
  }
}

async function createTopics(brokers: string): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: Object.values(plainTopics).map((topic) => ({ topic, numPartitions: partitions })),
  });
  await admin.disconnect();
}

async function reading({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('the pipeline has no output');
  await once(stdout, 'data');
}
