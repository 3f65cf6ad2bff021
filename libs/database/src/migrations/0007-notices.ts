import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Recalls and suspensions with the journeys they concern, and what people have to look into of journeys that have closed. */
export const notices: Migration = {
  up: async (database: Kysely<unknown>) => {
    // Nothing was ever written there.
    await sql`DROP TABLE register.recall`.execute(database);
    await sql`
      CREATE TABLE register.recall (
        notice text PRIMARY KEY,
        source text NOT NULL,
        recall_id text NOT NULL,
        batch_ids text[] NOT NULL,
        vector_lots text[] NOT NULL,
        class text NOT NULL,
        edition text NOT NULL,
        event json NOT NULL,
        happened_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz
      )`.execute(database);
    await sql`
      CREATE TABLE register.site_standing (
        notice text PRIMARY KEY,
        site_id text NOT NULL,
        is_suspended boolean NOT NULL,
        edition text NOT NULL,
        event json NOT NULL,
        happened_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE register.affected_journey (
        notice text NOT NULL,
        journey_id text NOT NULL,
        found_at timestamptz NOT NULL,
        told_edition text,
        told_people boolean NOT NULL DEFAULT false,
        disposed_edition text,
        disposition text,
        disposed_at timestamptz,
        PRIMARY KEY (notice, journey_id)
      )`.execute(database);
    await sql`CREATE INDEX affected_journey_by_journey ON register.affected_journey
      (journey_id)`.execute(database);
    await sql`CREATE INDEX identifier_scan_by_journey ON register.identifier_scan
      (journey_id)`.execute(database);
    await sql`
      CREATE TABLE register.closed_journey_review (
        id bigserial PRIMARY KEY,
        journey_id text NOT NULL,
        kind text NOT NULL,
        about text NOT NULL,
        raised_at timestamptz NOT NULL,
        answered_at timestamptz,
        answered_by text,
        finding text,
        reason text,
        UNIQUE (journey_id, kind, about)
      )`.execute(database);
    await sql`CREATE INDEX closed_journey_review_open ON register.closed_journey_review (id)
      WHERE answered_at IS NULL`.execute(database);
  },
};
