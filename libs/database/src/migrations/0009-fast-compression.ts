import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { schemaOfGeneration } from '../read-model-generation.js';

/** States and records of journeys are compressed by lz4, several times faster than by default, where the server has it. */
export const fastCompression: Migration = {
  up: async (database: Kysely<unknown>) => {
    const { rows: known } = await sql`
      SELECT FROM pg_settings
      WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`.execute(database);
    if (known.length === 0) return;
    const { rows } = await sql<{ generation: number }>`
      SELECT generation FROM read_model.generation ORDER BY generation`.execute(database);
    for (const { generation } of rows) {
      const schema = schemaOfGeneration(generation);
      for (const [table, column] of [
        ['journey', 'state'],
        ['record', 'record'],
      ] as const) {
        await sql`ALTER TABLE ${sql.id(schema, table)}
          ALTER COLUMN ${sql.id(column)} SET COMPRESSION lz4`.execute(database);
      }
    }
  },
};
