import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which journey every identifier belongs to, which other journeys scanned it, and the lots that were recalled. */
export const identifiersAndRecalls: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.identifier (
        system text NOT NULL,
        value text NOT NULL,
        journey_id text NOT NULL,
        claimed_at timestamptz NOT NULL,
        PRIMARY KEY (system, value)
      )`.execute(database);
    await sql`CREATE INDEX identifier_by_journey ON register.identifier
      (journey_id)`.execute(database);
    await sql`
      CREATE TABLE register.identifier_scan (
        system text NOT NULL,
        value text NOT NULL,
        journey_id text NOT NULL,
        event_id text NOT NULL,
        scanned_at timestamptz NOT NULL,
        PRIMARY KEY (system, value, journey_id)
      )`.execute(database);
    await sql`
      CREATE TABLE register.recall (
        recall_id text PRIMARY KEY,
        batch_ids text[] NOT NULL,
        vector_lot text,
        class text NOT NULL,
        action text NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz
      )`.execute(database);
  },
};
