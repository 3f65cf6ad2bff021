import type { Generated, JSONColumnType } from 'kysely';

/** An instant as text, RFC 3339 UTC. */
type Instant = string;

/** The read model: a function of the journal alone; times are journey times. */
type ReadModel = {
  'read_model.journey': {
    journey_id: string;
    sequence: number;
    last_hash: string;
    stage: string;
    stage_since: Instant;
    treating_site: string;
    collection_site: string;
    product: string;
    indication: string;
    criticality: string;
    holds: string[];
    next_deadline_name: string | null;
    next_deadline_at: Instant | null;
    enrolled_at: Instant;
    outcome: string | null;
    /** The folded state of the journey. */
    state: JSONColumnType<object>;
  };
  'read_model.record': {
    journey_id: string;
    sequence: number;
    type: string;
    time: Instant;
    /** The whole CloudEvent of the journal. */
    record: JSONColumnType<object>;
  };
  'read_model.identifier': { system: string; value: string; journey_id: string };
  /** The journal offset that is projected next, per partition. */
  'read_model.projection_offset': { partition: number; next: number };
  'read_model.quarantine': {
    journey_id: string;
    partition: number;
    offset: number;
    reason: string;
  };
};

/** What must be remembered outside Temporal; times are wall times. */
type Register = {
  'register.enrolment': {
    journey_id: string;
    subject: string;
    idempotency_key: string;
    body_hash: string;
    referral_id: string | null;
    enrolment: JSONColumnType<object>;
    accepted_at: Instant;
    started_at: Instant | null;
  };
  'register.used_token': {
    token_hash: string;
    /** What the token has signed: only a repetition of the same request may show it again. */
    used_for: string;
    used_at: Instant;
    expires_at: Instant;
  };
  /** What people did with a dead letter, by where its event was read. */
  'register.dead_letter_disposition': {
    topic: string;
    partition: number;
    offset: number;
    disposition: 'replayed' | 'discarded';
    operation_id: number;
    disposed_at: Instant;
  };
};

/** Patient identity, encrypted under one key per patient. */
type Vault = {
  'vault.patient_key': { journey_id: string; wrapped_key: Buffer };
  'vault.patient': {
    journey_id: string;
    version: number;
    ciphertext: Buffer;
    recorded_by: string;
    recorded_at: Instant;
  };
  'vault.blind_index': { kind: string; digest: string; journey_id: string };
  'vault.note': {
    note_id: string;
    journey_id: string;
    ciphertext: Buffer;
    recorded_at: Instant;
  };
};

/** What people did and read; append-only but for the outcome of an attempt. */
type Audit = {
  'audit.identity_access': {
    id: Generated<number>;
    at: Instant;
    subject: string;
    role: string;
    journey_id: string;
    route: string;
    outcome: string;
  };
  'audit.decision_attempt': {
    id: Generated<number>;
    at: Instant;
    subject: string;
    role: string;
    journey_id: string;
    type: string;
    key_hash: string;
    outcome: string | null;
  };
  /** What people changed, or looked at in the clear, beside the protocol. */
  'audit.operation': {
    id: Generated<number>;
    at: Instant;
    subject: string;
    action: string;
    /** Identifiers alone. */
    about: JSONColumnType<object>;
    reason: string;
  };
};

/** Every table of the database, by schema and name. */
export type Tables = ReadModel & Register & Vault & Audit;
