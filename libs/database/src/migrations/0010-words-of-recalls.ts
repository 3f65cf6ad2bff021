import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every word of a recall by itself, so that one can be taken back or corrected, and which journeys were told it. */
export const wordsOfRecalls: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`
      CREATE TABLE register.recall_word (
        source text NOT NULL,
        event_id text NOT NULL,
        notice text NOT NULL,
        is_retraction boolean NOT NULL,
        corrects text,
        journey_id text,
        batch_ids text[] NOT NULL,
        vector_lots text[] NOT NULL,
        event json NOT NULL,
        happened_at timestamptz NOT NULL,
        PRIMARY KEY (source, event_id)
      )`.execute(database);
    await sql`CREATE INDEX recall_word_by_notice ON register.recall_word (notice)`.execute(
      database,
    );
    await sql`
      INSERT INTO register.recall_word
      SELECT source, event ->> 'id', notice, false, NULL, NULL, batch_ids, vector_lots, event,
        happened_at
      FROM register.recall`.execute(database);
    await sql`
      CREATE TABLE register.told_word (
        notice text NOT NULL,
        journey_id text NOT NULL,
        event_id text NOT NULL,
        is_taken_back boolean NOT NULL DEFAULT false,
        PRIMARY KEY (notice, journey_id, event_id)
      )`.execute(database);
    await sql`
      INSERT INTO register.told_word (notice, journey_id, event_id)
      SELECT affected.notice, affected.journey_id, recall.event ->> 'id'
      FROM register.affected_journey AS affected
      JOIN register.recall AS recall ON recall.notice = affected.notice
      WHERE affected.told_edition IS NOT NULL AND NOT affected.told_people`.execute(database);
  },
};
