import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { schemaOfGeneration, viewsOf } from '../read-model-generation.js';

async function readModel(database: Kysely<unknown>): Promise<void> {
  const generations = await sql<{ generation: number; status: string }>`
    SELECT generation, status FROM read_model.generation ORDER BY generation`.execute(database);
  for (const { generation } of generations.rows) {
    const schema = sql.id(schemaOfGeneration(generation));
    await sql`
      CREATE TABLE ${schema}.task (
        journey_id text NOT NULL,
        name text NOT NULL,
        task_id text NOT NULL,
        kind text NOT NULL,
        roles text[] NOT NULL,
        waits_for_partner boolean NOT NULL,
        urgency smallint NOT NULL,
        visible_from timestamptz NOT NULL,
        due_at timestamptz,
        since timestamptz NOT NULL,
        treating_site text NOT NULL,
        collection_site text NOT NULL,
        product text NOT NULL,
        stage text NOT NULL,
        partner_id text,
        task jsonb NOT NULL,
        PRIMARY KEY (journey_id, name)
      )`.execute(database);
    await sql`CREATE UNIQUE INDEX task_by_id ON ${schema}.task (task_id)`.execute(database);
    await sql`CREATE INDEX task_by_urgency ON ${schema}.task
      (urgency, coalesce(due_at, 'infinity'), since, task_id)`.execute(database);
    await sql`CREATE INDEX task_by_site ON ${schema}.task (treating_site, since)`.execute(database);
    await sql`CREATE INDEX record_told ON ${schema}.record (time)
      WHERE record #>> '{data,fact,entryMode}' IN ('phone', 'downtime', 'back-entry')`.execute(
      database,
    );
    await sql`
      CREATE TABLE ${schema}.measure (
        journey_id text PRIMARY KEY,
        treating_site text NOT NULL,
        product text NOT NULL,
        enrolled_at timestamptz NOT NULL,
        collected_at timestamptz,
        infused_at timestamptz,
        closed_at timestamptz,
        outcome text,
        stage_at_end text,
        excursions integer NOT NULL,
        out_of_specification boolean NOT NULL,
        manufacturing_attempts integer NOT NULL,
        stages jsonb NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX measure_by_enrolment ON ${schema}.measure (enrolled_at)`.execute(
      database,
    );
  }
  const serving = generations.rows.find(({ status }) => status === 'serving');
  for (const view of viewsOf(serving?.generation ?? 1)) await view.execute(database);
}

async function people(database: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE register.task_claim (
      task_id text PRIMARY KEY,
      journey_id text NOT NULL,
      subject text NOT NULL,
      name text NOT NULL,
      claimed_at timestamptz NOT NULL
    )`.execute(database);
  await sql`CREATE INDEX task_claim_by_subject ON register.task_claim (subject)`.execute(database);
  await sql`
    CREATE TABLE register.task_snooze (
      task_id text NOT NULL,
      subject text NOT NULL,
      until timestamptz NOT NULL,
      PRIMARY KEY (task_id, subject)
    )`.execute(database);
  await sql`
    CREATE TABLE register.on_call (
      site_id text PRIMARY KEY,
      version integer NOT NULL,
      people jsonb NOT NULL,
      changed_by text NOT NULL,
      changed_at timestamptz NOT NULL
    )`.execute(database);
  await sql`
    CREATE TABLE register.downtime (
      id bigserial PRIMARY KEY,
      site_id text NOT NULL,
      declared_by text NOT NULL,
      declared_at timestamptz NOT NULL,
      reason text NOT NULL,
      ended_by text,
      ended_at timestamptz
    )`.execute(database);
  await sql`CREATE UNIQUE INDEX one_downtime_per_site ON register.downtime (site_id)
    WHERE ended_at IS NULL`.execute(database);
  await sql`
    CREATE TABLE audit.emergency_access (
      id bigserial PRIMARY KEY,
      subject text NOT NULL,
      name text NOT NULL,
      journey_id text,
      reason text NOT NULL,
      given_at timestamptz NOT NULL,
      until timestamptz NOT NULL,
      reviewed_by text,
      reviewed_at timestamptz,
      finding text
    )`.execute(database);
  await sql`CREATE INDEX emergency_access_by_subject ON audit.emergency_access
    (subject, until)`.execute(database);
}

/** What waits for people and what journeys measured, in the read model; what people claim, arrange and were let into. */
export const tasksAndPeople: Migration = {
  up: async (database: Kysely<unknown>) => {
    await readModel(database);
    await people(database);
  },
};
