import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

async function readModel(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA read_model`.execute(database);
  await sql`
    CREATE TABLE read_model.journey (
      journey_id text PRIMARY KEY,
      sequence integer NOT NULL,
      last_hash text NOT NULL,
      stage text NOT NULL,
      stage_since timestamptz NOT NULL,
      treating_site text NOT NULL,
      collection_site text NOT NULL,
      product text NOT NULL,
      indication text NOT NULL,
      criticality text NOT NULL,
      holds text[] NOT NULL,
      next_deadline_name text,
      next_deadline_at timestamptz,
      enrolled_at timestamptz NOT NULL,
      outcome text,
      state json NOT NULL
    )`.execute(database);
  await sql`CREATE INDEX journey_by_deadline ON read_model.journey
    (next_deadline_at ASC NULLS LAST, journey_id)`.execute(database);
  await sql`CREATE INDEX journey_by_stage_since ON read_model.journey
    (stage_since, journey_id)`.execute(database);
  await sql`CREATE INDEX journey_by_enrolment ON read_model.journey
    (enrolled_at DESC, journey_id)`.execute(database);
  await sql`
    CREATE TABLE read_model.record (
      journey_id text NOT NULL,
      sequence integer NOT NULL,
      type text NOT NULL,
      time timestamptz NOT NULL,
      record jsonb NOT NULL,
      PRIMARY KEY (journey_id, sequence)
    )`.execute(database);
  await sql`CREATE INDEX record_by_type ON read_model.record
    (journey_id, type, sequence)`.execute(database);
  await sql`
    CREATE TABLE read_model.identifier (
      system text NOT NULL,
      value text NOT NULL,
      journey_id text NOT NULL,
      PRIMARY KEY (value, system, journey_id)
    )`.execute(database);
  await sql`
    CREATE TABLE read_model.projection_offset (
      partition integer PRIMARY KEY,
      next bigint NOT NULL
    )`.execute(database);
  await sql`
    CREATE TABLE read_model.quarantine (
      journey_id text PRIMARY KEY,
      partition integer NOT NULL,
      "offset" bigint NOT NULL,
      reason text NOT NULL
    )`.execute(database);
}

async function register(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA register`.execute(database);
  await sql`
    CREATE TABLE register.enrolment (
      journey_id text PRIMARY KEY,
      subject text NOT NULL,
      idempotency_key text NOT NULL,
      body_hash text NOT NULL,
      referral_id text UNIQUE,
      enrolment jsonb NOT NULL,
      accepted_at timestamptz NOT NULL,
      started_at timestamptz,
      UNIQUE (subject, idempotency_key)
    )`.execute(database);
  await sql`CREATE INDEX enrolment_not_started ON register.enrolment (accepted_at)
    WHERE started_at IS NULL`.execute(database);
  await sql`
    CREATE TABLE register.used_token (
      token_hash text PRIMARY KEY,
      used_for text NOT NULL,
      used_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    )`.execute(database);
}

async function vault(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA vault`.execute(database);
  await sql`
    CREATE TABLE vault.patient_key (
      journey_id text PRIMARY KEY,
      wrapped_key bytea NOT NULL
    )`.execute(database);
  await sql`
    CREATE TABLE vault.patient (
      journey_id text NOT NULL REFERENCES vault.patient_key,
      version integer NOT NULL,
      ciphertext bytea NOT NULL,
      recorded_by text NOT NULL,
      recorded_at timestamptz NOT NULL,
      PRIMARY KEY (journey_id, version)
    )`.execute(database);
  await sql`
    CREATE TABLE vault.blind_index (
      kind text NOT NULL,
      digest text NOT NULL,
      journey_id text NOT NULL,
      PRIMARY KEY (kind, digest, journey_id)
    )`.execute(database);
  await sql`
    CREATE TABLE vault.note (
      note_id text PRIMARY KEY,
      journey_id text NOT NULL,
      ciphertext bytea NOT NULL,
      recorded_at timestamptz NOT NULL
    )`.execute(database);
}

async function audit(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA audit`.execute(database);
  await sql`
    CREATE TABLE audit.identity_access (
      id bigserial PRIMARY KEY,
      at timestamptz NOT NULL,
      subject text NOT NULL,
      role text NOT NULL,
      journey_id text NOT NULL,
      route text NOT NULL,
      outcome text NOT NULL
    )`.execute(database);
  await sql`CREATE INDEX identity_access_by_journey ON audit.identity_access
    (journey_id, at)`.execute(database);
  await sql`
    CREATE TABLE audit.decision_attempt (
      id bigserial PRIMARY KEY,
      at timestamptz NOT NULL,
      subject text NOT NULL,
      role text NOT NULL,
      journey_id text NOT NULL,
      type text NOT NULL,
      key_hash text NOT NULL,
      outcome text
    )`.execute(database);
  await sql`CREATE INDEX decision_attempt_by_journey ON audit.decision_attempt
    (journey_id, at)`.execute(database);
}

/** The four schemas as they begin. */
export const firstTables: Migration = {
  up: async (database: Kysely<unknown>) => {
    await readModel(database);
    await register(database);
    await vault(database);
    await audit(database);
  },
};
