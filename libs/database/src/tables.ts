import type { Generated, JSONColumnType } from 'kysely';
import type { Alerts, People } from './tables-of-people.js';

/** An instant as text, RFC 3339 UTC. */
type Instant = string;

/** The tables of one generation of the read model: a function of the journal alone; times are journey times. */
export type ReadModelTables = {
  journey: {
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
  record: {
    journey_id: string;
    sequence: number;
    type: string;
    time: Instant;
    /** The whole CloudEvent of the journal. */
    record: JSONColumnType<object>;
    /** Where the journal holds it first; null in a generation from before places were kept. */
    partition: number | null;
    offset: number | null;
  };
  identifier: { system: string; value: string; journey_id: string };
  /** What waits for somebody in a journey, as its last record left it. */
  task: {
    journey_id: string;
    name: string;
    task_id: string;
    kind: string;
    roles: string[];
    waits_for_partner: boolean;
    /** 0 immediate, 1 today, 2 planned. */
    urgency: number;
    visible_from: Instant;
    due_at: Instant | null;
    since: Instant;
    treating_site: string;
    collection_site: string;
    product: string;
    stage: string;
    /** Of whom it can be asked. */
    partner_id: string | null;
    task: JSONColumnType<object>;
  };
  /** What a journey adds to the figures of its site. */
  measure: {
    journey_id: string;
    treating_site: string;
    product: string;
    enrolled_at: Instant;
    collected_at: Instant | null;
    infused_at: Instant | null;
    closed_at: Instant | null;
    outcome: string | null;
    stage_at_end: string | null;
    excursions: number;
    out_of_specification: boolean;
    manufacturing_attempts: number;
    stages: JSONColumnType<object>;
  };
  /** The journal offset that is projected next, per partition. */
  projection_offset: { partition: number; next: number };
  quarantine: {
    journey_id: string;
    partition: number;
    offset: number;
    reason: string;
  };
};

/** How far an inbound event has come: from `applied` on it is what the journey's journal says. */
type ReceivedState =
  | 'received'
  | 'waiting'
  | 'delivered'
  | 'applied'
  | 'parked'
  | 'refused'
  | 'confirmed'
  | 'rejected';

/** The read model as it is read: views of the generation that serves, and which generations there are. */
type ReadModel = {
  [name in keyof ReadModelTables as `read_model.${name}`]: ReadModelTables[name];
} & {
  'read_model.generation': {
    generation: number;
    /** The version of the projection that fills it. */
    projection_version: number;
    /** Changes whenever journeys were built anew, so that what was read before may differ. */
    edition: number;
    status: 'building' | 'serving' | 'retired';
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
  /** Whose an identifier is, normalised: the journey that named it first as its own. */
  'register.identifier': {
    system: string;
    value: string;
    journey_id: string;
    claimed_at: Instant;
  };
  /** An identifier that a journey scanned without naming it as its own, with the event that said so first. */
  'register.identifier_scan': {
    system: string;
    value: string;
    journey_id: string;
    event_id: string;
    scanned_at: Instant;
  };
  /** A recall of lots; `notice` is the address of the workflow that follows it. */
  'register.recall': {
    notice: string;
    source: string;
    recall_id: string;
    batch_ids: string[];
    vector_lots: string[];
    class: string;
    /** What is to be done: who was told of another edition is told again. */
    edition: string;
    /** The last event that said so, as journeys are told it. */
    event: JSONColumnType<object>;
    /** Journey time. */
    happened_at: Instant;
    opened_at: Instant;
    /** When every journey it concerns had its disposition. */
    closed_at: Instant | null;
  };
  /** Whether a site may treat, as the last event about it says; its edition is that event. */
  'register.site_standing': {
    notice: string;
    site_id: string;
    is_suspended: boolean;
    edition: string;
    event: JSONColumnType<object>;
    /** Journey time. */
    happened_at: Instant;
    changed_at: Instant;
  };
  /** A journey that a recall or a suspension concerns, and of which edition it was told and has a disposition. */
  /** What was said of a recall, event by event; one that is taken back or corrected counts no more. */
  'register.recall_word': {
    source: string;
    event_id: string;
    notice: string;
    is_retraction: boolean;
    /** The event of the same source that this one takes back or stands for. */
    corrects: string | null;
    /** The journey that the event names as its subject. */
    journey_id: string | null;
    batch_ids: string[];
    vector_lots: string[];
    event: JSONColumnType<object>;
    /** Journey time. */
    happened_at: Instant;
  };
  /** Which journeys were told which word, so that it can be taken back from them. */
  'register.told_word': {
    notice: string;
    journey_id: string;
    event_id: string;
    is_taken_back: Generated<boolean>;
  };
  'register.affected_journey': {
    notice: string;
    journey_id: string;
    found_at: Instant;
    told_edition: string | null;
    /** Whether people were told because the journey had closed. */
    told_people: Generated<boolean>;
    disposed_edition: string | null;
    disposition: string | null;
    disposed_at: Instant | null;
  };
  /** What people have to look into of a journey that has closed and can be told nothing. */
  'register.closed_journey_review': {
    id: Generated<number>;
    journey_id: string;
    kind: string;
    about: string;
    raised_at: Instant;
    answered_at: Instant | null;
    answered_by: string | null;
    finding: string | null;
    reason: string | null;
  };
  /** One inbound event that passed its check; bytes, key and headers for 90 days, the rest for ever. */
  'register.received_event': {
    source: string;
    event_id: string;
    position: Generated<number>;
    /** SHA-256 of the RFC 8785 form of the event without `traceparent`. */
    content_hash: string;
    /** Null as long as nobody knows which journey the subject names. */
    journey_id: string | null;
    subject: string;
    type: string;
    topic: string;
    partition: number;
    offset: number;
    message_key: Buffer | null;
    /** Of the Kafka message: each name with its bytes in base64. */
    headers: JSONColumnType<Readonly<Record<string, string>>> | null;
    bytes: Buffer | null;
    /** The broker's time of the message. */
    appended_at: Instant;
    received_at: Instant;
    /** Journey time, as the event says. */
    happened_at: Instant;
    state: ReceivedState;
    /** Why it waits, was refused or is a dead letter. */
    reason: string | null;
    attempts: Generated<number>;
    waiting_since: Instant | null;
    /** Null unless it waits. */
    next_attempt_at: Instant | null;
    /** Of the journal record that its present state comes from. */
    settled_sequence: number | null;
    /** When its sender was told that it is parked or refused. */
    told_at: Instant | null;
    changed_at: Instant;
  };
  /** A clinical message that could not be used: its journey is to alert the care team. */
  'register.unusable_message': {
    about: string;
    journey_id: string;
    type: string;
    reason: string;
    noticed_at: Instant;
    attempts: Generated<number>;
    next_attempt_at: Instant;
    told_at: Instant | null;
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

type Watchdog = {
  /** What the watchdog found amiss; one that is cleared stays. */
  'register.watchdog_finding': {
    id: Generated<number>;
    kind: string;
    /** A journey's id, else what is watched. */
    about: string;
    journey_id: string | null;
    text: string;
    since: Instant;
    noticed_at: Instant;
    cleared_at: Instant | null;
    paged_at: Instant | null;
    clearance_paged_at: Instant | null;
  };
  /** One row: when the watchdog last finished a pass, and how often it does. */
  'register.watchdog_heartbeat': { name: string; beat_at: Instant; every_ms: number };
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
  /** Who was let read in an emergency, and who looked into it afterwards. */
  'audit.emergency_access': {
    id: Generated<number>;
    subject: string;
    name: string;
    /** Null for every journey. */
    journey_id: string | null;
    reason: string;
    given_at: Instant;
    until: Instant;
    reviewed_by: string | null;
    reviewed_at: Instant | null;
    finding: string | null;
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
export type Tables = ReadModel & Register & Watchdog & Alerts & People & Vault & Audit;
