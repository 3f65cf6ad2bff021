import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every inbound event that passed its check, and what became of it; and the alerts about messages that did not. */
export const receivedEvents: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.received_event (
        source text NOT NULL,
        event_id text NOT NULL,
        position bigserial NOT NULL UNIQUE,
        content_hash text NOT NULL,
        journey_id text,
        subject text NOT NULL,
        type text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        message_key bytea,
        headers json,
        bytes bytea,
        appended_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        happened_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('received', 'waiting', 'delivered', 'applied',
          'parked', 'refused', 'confirmed', 'rejected')),
        reason text,
        attempts integer NOT NULL DEFAULT 0,
        waiting_since timestamptz,
        next_attempt_at timestamptz,
        settled_sequence integer,
        told_at timestamptz,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (source, event_id),
        CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL))
      ) WITH (fillfactor = 70)`.execute(database);
    await sql`CREATE INDEX received_event_by_journey ON register.received_event
      (journey_id, position)`.execute(database);
    // No index names the state: most events change it twice, and a row that changes no index stays on its page.
    await sql`CREATE INDEX received_event_waiting ON register.received_event
      (next_attempt_at) WHERE next_attempt_at IS NOT NULL`.execute(database);
    await sql`CREATE INDEX received_event_waiting_subject ON register.received_event
      (subject) WHERE next_attempt_at IS NOT NULL`.execute(database);
    await sql`CREATE INDEX received_event_by_age ON register.received_event
      USING brin (received_at)`.execute(database);
    await sql`
      CREATE TABLE register.unusable_message (
        about text PRIMARY KEY,
        journey_id text NOT NULL,
        type text NOT NULL,
        reason text NOT NULL,
        noticed_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        told_at timestamptz
      )`.execute(database);
    // A referral is the same however its site writes it: `site/REFERRAL`, without blanks, in capitals.
    await sql`
      UPDATE register.enrolment
      SET referral_id = split_part(referral_id, '/', 1) ||
        upper(regexp_replace(substr(referral_id, strpos(referral_id, '/')), '\\s', '', 'g'))
      WHERE referral_id IS NOT NULL`.execute(database);
    await sql`CREATE INDEX unusable_message_waiting ON register.unusable_message
      (next_attempt_at) WHERE told_at IS NULL`.execute(database);
  },
};
