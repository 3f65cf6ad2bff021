import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '#database/database.js';
import { migrateDatabase } from '#database/migrate.js';
import { startPostgres } from '../../apps/local-stack/src/servers/index.js';

/** A database with all tables for one test file, on the server of DATABASE_URL or on one of its own. */
export type TestDatabase = {
  readonly database: Database;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export async function testDatabase(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
  // PostgreSQL never runs as root: who it runs as instead must be able to enter.
  await chmod(directory, 0o755);
  const server = await startPostgres({ directory });
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const owner = openDatabase(server.url, { name: 'test', max: 1 });
  await sql`CREATE DATABASE ${sql.id(name)}`.execute(owner);
  const address = new URL(server.url);
  address.pathname = `/${name}`;
  const database = openDatabase(address.href, { name: 'test', max: 8 });
  await migrateDatabase(database);
  return {
    database,
    url: address.href,
    stop: async () => {
      await database.destroy();
      await sql`DROP DATABASE ${sql.id(name)} WITH (FORCE)`.execute(owner);
      await owner.destroy();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
