import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partnerFilesIn } from '../../apps/local-stack/src/data/partner-files.js';
import type { Answer } from '../../apps/operations-console/src/answers/answer.js';
import { operationsConsole } from '../../apps/operations-console/src/operations-console.js';
import type { Database } from '#database/database.js';
import { type TestDatabase, testDatabase } from '../coordinator-api/test-database.js';
import { type KafkaBroker, kafkaBroker } from '../kafka/kafka-broker.js';

/** The key of this installation's console. */
export const operationsKey = Buffer.alloc(32, 5);

/** The console with its database and brokers. */
export class ConsoleStage {
  /** Variables beside those of database and brokers. */
  environment: Readonly<Record<string, string>> = {};

  private constructor(
    readonly broker: KafkaBroker,
    private readonly store: TestDatabase,
    private readonly directory: string,
  ) {}

  static async open(): Promise<ConsoleStage> {
    const broker = await kafkaBroker('operations-spec');
    const store = await testDatabase();
    return new ConsoleStage(broker, store, await mkdtemp(join(tmpdir(), 'operations-')));
  }

  get database(): Database {
    return this.store.database;
  }

  get databaseUrl(): string {
    return this.store.url;
  }

  async close(): Promise<void> {
    await this.store.stop();
    await this.broker.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Runs a command as a person types it, and gives what it says. */
  async run(...args: readonly string[]): Promise<Answer> {
    Object.assign(process.env, this.own, this.environment);
    let said: Answer | undefined;
    const operations = operationsConsole(async (answer) => {
      said = await answer;
    });
    for (const command of [operations, ...operations.commands.flatMap((one) => one.commands)]) {
      command.configureOutput({ writeErr: () => undefined });
    }
    await operations.parseAsync([...args], { from: 'user' });
    if (said === undefined) throw new Error('the command said nothing');
    return said;
  }

  /** The JSON of what a command says. */
  async json<T>(...args: readonly string[]): Promise<T> {
    return (await this.run(...args)).json as T;
  }

  /** What the audit holds, oldest first. */
  async operations() {
    return this.database
      .selectFrom('audit.operation')
      .select(['id', 'subject', 'action', 'about', 'reason'])
      .orderBy('id')
      .execute();
  }

  private get own(): Readonly<Record<string, string>> {
    return {
      KAFKA_BROKERS: this.broker.brokers.join(','),
      DATABASE_URL: this.store.url,
      PARTNERS_FILE: partnerFilesIn(this.directory, Date.now()).registry,
      OPERATIONS_KEY: operationsKey.toString('base64url'),
    };
  }
}
