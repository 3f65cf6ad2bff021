import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the watchdog finds, and its own heartbeat. */
export const watchdog: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.watchdog_finding (
        id bigserial PRIMARY KEY,
        kind text NOT NULL,
        about text NOT NULL,
        journey_id text,
        text text NOT NULL,
        since timestamptz NOT NULL,
        noticed_at timestamptz NOT NULL,
        cleared_at timestamptz,
        paged_at timestamptz,
        clearance_paged_at timestamptz
      )`.execute(database);
    await sql`CREATE UNIQUE INDEX watchdog_finding_open ON register.watchdog_finding
      (kind, about) WHERE cleared_at IS NULL`.execute(database);
    await sql`CREATE INDEX watchdog_finding_to_page ON register.watchdog_finding (id)
      WHERE paged_at IS NULL OR (cleared_at IS NOT NULL AND clearance_paged_at IS NULL)`.execute(
      database,
    );
    await sql`
      CREATE TABLE register.watchdog_heartbeat (
        name text PRIMARY KEY,
        beat_at timestamptz NOT NULL,
        every_ms integer NOT NULL
      )`.execute(database);
  },
};
