import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whom to page about which alert, once per step, and how far the journals are looked through for alerts. */
export const alertPages: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.alert_page (
        page_id text PRIMARY KEY,
        journey_id text NOT NULL,
        sequence integer NOT NULL,
        alert_id text NOT NULL,
        severity text NOT NULL,
        level integer NOT NULL,
        site_id text NOT NULL,
        channel text NOT NULL,
        recipient text NOT NULL,
        address text NOT NULL,
        raised_at timestamptz NOT NULL,
        planned_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        settled_at timestamptz,
        outcome text CHECK (outcome IN ('sent', 'answered', 'given-up', 'nobody-on-call')),
        CHECK ((outcome IS NULL) = (next_attempt_at IS NOT NULL))
      )`.execute(database);
    await sql`CREATE INDEX alert_page_due ON register.alert_page (next_attempt_at)
      WHERE next_attempt_at IS NOT NULL`.execute(database);
    await sql`CREATE INDEX alert_page_by_plan ON register.alert_page (planned_at)`.execute(
      database,
    );
    await sql`
      CREATE TABLE register.alert_cursor (
        partition integer PRIMARY KEY,
        next bigint NOT NULL
      )`.execute(database);
  },
};
