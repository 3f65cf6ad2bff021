import type { Client } from '@temporalio/client';
import type { Configuration } from '#config/configuration.js';
import { assertDatabaseAnswers, type Database, openDatabase } from '#database/database.js';
import type { KafkaConnection } from '#kafka/client.js';
import { KafkaProducer } from '#kafka/producer.js';
import { createLogger } from '#observability/logger.js';
import { connectTemporal } from '#temporal/client.js';
import { OperationsError } from '../answers/operations-error.js';

const name = 'operations-console';
const longestWaitMs = 15_000;

/** How the console reaches Kafka; what goes wrong there is told by the command, not logged. */
export function kafkaConnection({ brokers }: { readonly brokers: string[] }): KafkaConnection {
  return { brokers, clientId: name, logger: createLogger(name, 'silent') };
}

/** Opens the database for some work. @throws OperationsError when it does not answer. */
export async function withDatabase<T>(
  { url }: { readonly url: string },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase(url, { name, max: 4 });
  try {
    await answering('PostgreSQL', 'DATABASE_URL', () => assertDatabaseAnswers(database));
    return await work(database);
  } finally {
    await database.destroy();
  }
}

/** Opens a producer for some work. @throws OperationsError when the brokers do not answer. */
export async function withProducer<T>(
  connection: KafkaConnection,
  work: (producer: KafkaProducer) => Promise<T>,
): Promise<T> {
  const producer = new KafkaProducer(connection);
  await answering('Kafka', 'KAFKA_BROKERS', () => producer.connect());
  try {
    return await work(producer);
  } finally {
    await producer.disconnect();
  }
}

/** Connects to Temporal for some work. @throws OperationsError when it does not answer. */
export async function withTemporal<T>(
  { temporal, payloads }: Configuration<'temporal' | 'payloads'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await answering('Temporal', 'TEMPORAL_ADDRESS', () =>
    connectTemporal(temporal, payloads.keys),
  );
  try {
    return await work(client);
  } finally {
    await client.connection.close();
  }
}

/** What a server answers first. @throws OperationsError when it fails or takes longer than 15 seconds. */
export async function answering<T>(
  server: string,
  variable: string,
  ask: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${longestWaitMs / 1_000} s`)),
      longestWaitMs,
    );
  });
  try {
    return await Promise.race([ask(), tooLate]);
  } catch (error) {
    throw new OperationsError(
      'no-answer',
      `${server} does not answer: ${String(error)}`,
      `Is it running, and is ${variable} its address? Beside a local stack: npm start.`,
      error,
    );
  } finally {
    clearTimeout(timer);
  }
}
