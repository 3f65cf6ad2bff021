import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ReadModelTables } from './tables.js';

/** The tables of the read model with the columns their rows are ordered by. */
export const readModelOrder = {
  journey: ['journey_id'],
  record: ['journey_id', 'sequence'],
  identifier: ['value', 'system', 'journey_id'],
  task: ['journey_id', 'name'],
  measure: ['journey_id'],
  quarantine: ['journey_id'],
  projection_offset: ['partition'],
} as const satisfies Readonly<
  Record<keyof ReadModelTables, readonly [string, ...(readonly string[])]>
>;

const tables = Object.keys(readModelOrder) as (keyof ReadModelTables)[];

/** The schema that holds a generation of the read model. */
export function schemaOfGeneration(generation: number): string {
  return `read_model_${generation}`;
}

/** Makes a generation with tables like another's, all empty. */
export async function createGeneration(
  database: QueryExecutorProvider,
  generation: number,
  like: number,
): Promise<void> {
  const schema = schemaOfGeneration(generation);
  await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(database);
  for (const table of tables) {
    const model = sql.id(schemaOfGeneration(like), table);
    await sql`CREATE TABLE ${sql.id(schema, table)} (LIKE ${model} INCLUDING ALL)`.execute(
      database,
    );
  }
}

/**
 * The statements that make the views of `read_model` show a generation, each over one view. The view of the offsets
 * takes no change: a projector that knows no generations must not move those of another.
 */
export function viewsOf(
  generation: number,
  shownTables: readonly string[] = tables,
): readonly RawBuilder<unknown>[] {
  return shownTables.map((table) => {
    const fixed = table === 'projection_offset' ? sql` OFFSET 0` : sql``;
    const shown = sql.id(schemaOfGeneration(generation), table);
    return sql`CREATE OR REPLACE VIEW ${sql.id('read_model', table)}
      AS SELECT * FROM ${shown}${fixed}`;
  });
}

/** Removes a generation with its rows. */
export async function dropGeneration(
  database: QueryExecutorProvider,
  generation: number,
): Promise<void> {
  const schema = sql.id(schemaOfGeneration(generation));
  await sql`DROP SCHEMA IF EXISTS ${schema} CASCADE`.execute(database);
}
