import { Migrator } from 'kysely/migration';
import type { Database } from './database.js';
import { firstTables } from './migrations/0001-first-tables.js';
import { receivedEvents } from './migrations/0002-received-events.js';
import { identifiersAndRecalls } from './migrations/0003-identifiers-and-recalls.js';
import { readModelGenerations } from './migrations/0004-read-model-generations.js';
import { operations } from './migrations/0005-operations.js';
import { watchdog } from './migrations/0006-watchdog.js';
import { notices } from './migrations/0007-notices.js';
import { tasksAndPeople } from './migrations/0008-tasks-and-people.js';
import { fastCompression } from './migrations/0009-fast-compression.js';
import { wordsOfRecalls } from './migrations/0010-words-of-recalls.js';
import { alertPages } from './migrations/0011-alert-pages.js';
import { siteDecisions } from './migrations/0012-site-decisions.js';
import { listsAtScale } from './migrations/0013-lists-at-scale.js';

const migrations = {
  '0001-first-tables': firstTables,
  '0002-received-events': receivedEvents,
  '0003-identifiers-and-recalls': identifiersAndRecalls,
  '0004-read-model-generations': readModelGenerations,
  '0005-operations': operations,
  '0006-watchdog': watchdog,
  '0007-notices': notices,
  '0008-tasks-and-people': tasksAndPeople,
  '0009-fast-compression': fastCompression,
  '0010-words-of-recalls': wordsOfRecalls,
  '0011-alert-pages': alertPages,
  '0012-site-decisions': siteDecisions,
  '0013-lists-at-scale': listsAtScale,
};

/**
 * Brings the tables up to date, each migration once, whoever calls at the same time; returns those applied now.
 * Rejects with the database's error; nothing of the failed migration stays.
 */
export async function migrateDatabase(database: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}
