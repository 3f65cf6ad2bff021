import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How decisions about sites were answered, so that a repetition is answered the same. */
export const siteDecisions: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.site_decision (
        subject text NOT NULL,
        idempotency_key text NOT NULL,
        body_hash text NOT NULL,
        answer jsonb NOT NULL,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (subject, idempotency_key)
      )`.execute(database);
  },
};
