import { sql } from 'kysely';
import { createGeneration, dropGeneration } from '#database/read-model-generation.js';
import type { Database } from '#database/database.js';
import { type Generation, servingGeneration, tablesOf } from './generation.js';
import { projectionVersion } from './projection-version.js';

/** Where partitions stand: the offset each is projected from next. */
export type Offsets = ReadonlyMap<number, number>;

/** Where the partitions of a generation stand. */
export async function offsetsOf(database: Database, generation: Generation): Promise<Offsets> {
  const rows = await tablesOf(database, generation)
    .selectFrom('projection_offset')
    .select(['partition', 'next'])
    .execute();
  return new Map(rows.map(({ partition, next }) => [partition, next]));
}

/** A generation of this version that was begun and does not serve yet. */
export async function begunGeneration(database: Database): Promise<Generation | undefined> {
  const row = await database
    .selectFrom('read_model.generation')
    .select('generation')
    .where('status', '=', 'building')
    .where('projection_version', '=', projectionVersion)
    .executeTakeFirst();
  return row === undefined ? undefined : { number: row.generation, version: projectionVersion };
}

/** Begins a generation of this version, empty and with the tables of the one that serves. */
export async function beginGeneration(database: Database): Promise<Generation> {
  return database.transaction().execute(async (transaction) => {
    const { number: like } = await servingGeneration(transaction);
    const { last } = await transaction
      .selectFrom('read_model.generation')
      .select(({ fn }) => fn.max('generation').as('last'))
      .executeTakeFirstOrThrow();
    const number = last + 1;
    await createGeneration(transaction, number, like);
    await transaction
      .insertInto('read_model.generation')
      .values({
        generation: number,
        projection_version: projectionVersion,
        edition: 0,
        status: 'building',
      })
      .execute();
    return { number, version: projectionVersion };
  });
}

/** Removes what serves no more, and what was begun by an earlier version and never finished. */
export async function removeOutdated(database: Database): Promise<void> {
  const rows = await database
    .selectFrom('read_model.generation')
    .select(['generation', 'projection_version'])
    .where((row) =>
      row.or([
        row('status', '=', 'retired'),
        row.and([
          row('status', '=', 'building'),
          row('projection_version', '<', projectionVersion),
        ]),
      ]),
    )
    .execute();
  for (const row of rows) {
    await removeGeneration(database, { number: row.generation, version: row.projection_version });
  }
}

const longestWaitForReaders = '10s';

/** Removes a generation that nothing shows; rejects when somebody reads of it for too long. */
export async function removeGeneration(database: Database, { number }: Generation): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`SET LOCAL lock_timeout = ${sql.lit(longestWaitForReaders)}`.execute(transaction);
    const { numDeletedRows } = await transaction
      .deleteFrom('read_model.generation')
      .where('generation', '=', number)
      .where('status', '<>', 'serving')
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 1n) await dropGeneration(transaction, number);
  });
}

const rebuildLock = 0x76_32_76;

/** Runs `work` unless a rebuild is under way already; then undefined. */
export async function aloneRebuilding<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | undefined> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ taken: boolean }>`
      SELECT pg_try_advisory_lock(${rebuildLock}) AS taken`.execute(connection);
    if (rows[0]?.taken !== true) return undefined;
    try {
      return { done: await work() };
    } finally {
      await sql`SELECT pg_advisory_unlock(${rebuildLock})`.execute(connection);
    }
  });
}
