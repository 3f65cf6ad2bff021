import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { viewsOf } from '../read-model-generation.js';

const tables = ['journey', 'record', 'identifier', 'projection_offset', 'quarantine'];

/** What was read of the journal so far becomes the first generation of the read model, shown by views. */
export const readModelGenerations: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`CREATE SCHEMA read_model_1`.execute(database);
    for (const table of tables) {
      await sql`ALTER TABLE ${sql.id('read_model', table)} SET SCHEMA read_model_1`.execute(
        database,
      );
    }
    await sql`ALTER TABLE read_model_1.record
      ADD COLUMN partition integer, ADD COLUMN "offset" bigint`.execute(database);
    await sql`CREATE INDEX record_by_offset ON read_model_1.record
      (partition, "offset")`.execute(database);
    await sql`
      CREATE TABLE read_model.generation (
        generation integer PRIMARY KEY,
        projection_version integer NOT NULL,
        edition integer NOT NULL,
        status text NOT NULL CHECK (status IN ('building', 'serving', 'retired'))
      )`.execute(database);
    await sql`CREATE UNIQUE INDEX one_generation_serves ON read_model.generation (status)
      WHERE status = 'serving'`.execute(database);
    await sql`INSERT INTO read_model.generation VALUES (1, 1, 1, 'serving')`.execute(database);
    for (const view of viewsOf(1, tables)) await view.execute(database);
  },
};
