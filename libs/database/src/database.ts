import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.js';

/** The database with all its tables. */
export type Database = Kysely<Tables>;

const int8 = 20;
const timestamptz = 1184;

/**
 * Opens a pool of connections; instants are read as RFC 3339 UTC text, 64-bit numbers as numbers (offsets and counts
 * stay far below 2^53). A lost connection is replaced when it is next needed;
 * a query that takes longer than `longestQueryMs` fails.
 */
export function openDatabase(
  url: string,
  options: { readonly name: string; readonly max?: number; readonly longestQueryMs?: number },
): Database {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => {
      if (oid === int8) return Number;
      if (oid === timestamptz) return (value: string) => new Date(value).toISOString();
      return format === 'binary'
        ? pg.types.getTypeParser(oid, 'binary')
        : pg.types.getTypeParser(oid, 'text');
    },
  };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name,
    // Compiling a query takes longer than any of these runs.
    options: '-c jit=off',
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    ...(options.longestQueryMs === undefined ? {} : { query_timeout: options.longestQueryMs }),
    types,
  });
  // An idle connection that breaks is no event of its own: whoever needs one next gets another or the error.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Fails when the database does not answer. */
export async function assertDatabaseAnswers(database: Database): Promise<void> {
  await database.selectNoFrom((ask) => ask.lit(1).as('one')).execute();
}
