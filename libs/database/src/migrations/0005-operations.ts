import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people did by the operations console, and what became of dead letters. */
export const operations: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE audit.operation (
        id bigserial PRIMARY KEY,
        at timestamptz NOT NULL,
        subject text NOT NULL,
        action text NOT NULL,
        about jsonb NOT NULL,
        reason text NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE register.dead_letter_disposition (
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        disposition text NOT NULL,
        operation_id bigint NOT NULL,
        disposed_at timestamptz NOT NULL,
        PRIMARY KEY (topic, partition, "offset")
      )`.execute(database);
  },
};
