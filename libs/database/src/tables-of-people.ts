import type { Generated, JSONColumnType } from 'kysely';

/** An instant as text, RFC 3339 UTC. */
type Instant = string;

/** Who is told of alerts. */
export type Alerts = {
  /** One telling of one step of an alert to one person. */
  'register.alert_page': {
    page_id: string;
    journey_id: string;
    /** Of the journal record that raised it. */
    sequence: number;
    alert_id: string;
    severity: string;
    level: Generated<number>;
    site_id: string;
    channel: string;
    recipient: string;
    address: string;
    /** Journey time. */
    raised_at: Instant;
    planned_at: Instant;
    attempts: Generated<number>;
    /** Null when it is settled. */
    next_attempt_at: Instant | null;
    settled_at: Instant | null;
    outcome: string | null;
  };
  /** The journal offset that is looked at next for alerts, per partition. */
  'register.alert_cursor': { partition: number; next: number };
};

/** What people claim, put off, arrange and decide among themselves. */
export type People = {
  /** Who has taken on a task. */
  'register.task_claim': {
    task_id: string;
    journey_id: string;
    subject: string;
    name: string;
    claimed_at: Instant;
  };
  /** Until when, in journey time, somebody does not want to be shown a task. */
  'register.task_snooze': { task_id: string; subject: string; until: Instant };
  /** Who is called at a site, in which order. */
  'register.on_call': {
    site_id: string;
    version: number;
    people: JSONColumnType<object>;
    changed_by: string;
    changed_at: Instant;
  };
  /** How a decision about a site was answered. */
  'register.site_decision': {
    subject: string;
    idempotency_key: string;
    body_hash: string;
    answer: JSONColumnType<object>;
    decided_at: Instant;
  };
  /** When a site wrote on paper. */
  'register.downtime': {
    id: Generated<number>;
    site_id: string;
    declared_by: string;
    declared_at: Instant;
    reason: string;
    ended_by: string | null;
    ended_at: Instant | null;
  };
};
