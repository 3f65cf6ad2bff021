import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';
import { receivedChannel } from './just-received.js';

/** The Kafka message an event came in, as its dead letter repeats it. */
export type OriginalMessage = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
  /** The broker's time, in ms. */
  readonly timestamp: number;
};

/** Keeps what a message says from who can read the register: free text in it may name the patient. */
export type MessageSeal = {
  sealMessage(about: string, message: Buffer): Buffer;
  openMessage(about: string, sealed: Buffer): Buffer;
};

/** What identifies an event for ever, over all journeys. */
export type EventName = { readonly source: string; readonly eventId: string };

/** An event that passed its check; `journeyId` is null when its subject is no journey's own identifier. */
export type ArrivedEvent = EventName & {
  readonly contentHash: string;
  readonly journeyId: string | null;
  readonly subject: string;
  readonly type: string;
  readonly happenedAt: Instant;
  readonly message: OriginalMessage;
};

/** What the register knew of an event before: nothing, the same, or another content under its name. */
export type Registration = 'new' | 'repeated' | 'conflicting';

/** How an event's way to its journey ended for now. */
export type Waiting = EventName & {
  readonly journeyId: string | null;
  readonly reason: 'unknown-journey' | 'journey-in-trouble' | 'over-quota';
  /** How long it may wait in all, in ms; null for as long as it takes. */
  readonly limitMs: number | null;
};

const longestPauseSeconds = 60;

/** Every inbound event that passed its check: remembered before it is delivered, and how far it has come. */
export class ReceivedEvents {
  constructor(
    private readonly database: Database,
    private readonly seal: MessageSeal,
  ) {}

  /** Remembers events together, in their order, in one commit; says of each what was known of it before. */
  async register(events: readonly ArrivedEvent[]): Promise<readonly Registration[]> {
    const inserted = await this.insert(events);
    const fresh = new Set(inserted.map(nameOf));
    const known = new Map(
      events
        .filter((event) => fresh.has(nameOf(event)))
        .map(hashByName)
        .toReversed(),
    );
    const others = events.filter((event) => !known.has(nameOf(event)));
    for (const [name, hash] of await this.hashesOf(others)) known.set(name, hash);
    return events.map((event) => {
      const name = nameOf(event);
      if (known.get(name) !== event.contentHash) return 'conflicting';
      return fresh.delete(name) ? 'new' : 'repeated';
    });
  }

  /** Notes that these events are stored for their journeys. */
  async delivered(events: readonly (EventName & { readonly journeyId: string })[]): Promise<void> {
    await sql`
      UPDATE register.received_event AS event
      SET state = 'delivered', journey_id = told.journey_id, reason = NULL,
        next_attempt_at = NULL, changed_at = now()
      FROM unnest(
        ${events.map(({ source }) => source)}::text[],
        ${events.map(({ eventId }) => eventId)}::text[],
        ${events.map(({ journeyId }) => journeyId)}::text[]
      ) AS told (source, event_id, journey_id)
      WHERE event.source = told.source AND event.event_id = told.event_id
        AND event.state IN ('received', 'waiting', 'rejected')`.execute(this.database);
  }

  /** Notes that an event concerns many journeys and that those will be told. */
  async noticed({ source, eventId }: EventName): Promise<void> {
    await this.database
      .updateTable('register.received_event')
      .set({
        state: 'applied',
        journey_id: null,
        reason: null,
        next_attempt_at: null,
        changed_at: sql<Instant>`now()`,
      })
      .where('source', '=', source)
      .where('event_id', '=', eventId)
      .where('state', 'in', ['received', 'waiting', 'rejected'])
      .execute();
  }

  /** Puts events into the waiting room, each for twice as long as before, at most a minute. */
  async wait(events: readonly Waiting[]): Promise<void> {
    await sql`
      UPDATE register.received_event AS event
      SET state = 'waiting', journey_id = coalesce(told.journey_id, event.journey_id),
        reason = told.reason, attempts = event.attempts + 1, changed_at = now(),
        waiting_since = CASE event.state WHEN 'waiting' THEN event.waiting_since ELSE now() END,
        next_attempt_at = least(
          now() + least(power(2, least(event.attempts, 16)), ${longestPauseSeconds}) * interval '1 second',
          CASE event.state WHEN 'waiting' THEN event.waiting_since ELSE now() END
            + told.limit_ms * interval '1 millisecond')
      FROM unnest(
        ${events.map(({ source }) => source)}::text[],
        ${events.map(({ eventId }) => eventId)}::text[],
        ${events.map(({ journeyId }) => journeyId)}::text[],
        ${events.map(({ reason }) => reason)}::text[],
        ${events.map(({ limitMs }) => limitMs)}::bigint[]
      ) AS told (source, event_id, journey_id, reason, limit_ms)
      WHERE event.source = told.source AND event.event_id = told.event_id
        AND event.state IN ('received', 'waiting', 'rejected')`.execute(this.database);
  }

  /** Whether the journal of a journey says what became of an event. */
  async isSettled({ source, eventId }: EventName): Promise<boolean> {
    const row = await this.database
      .selectFrom('register.received_event')
      .select('settled_sequence')
      .where('source', '=', source)
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    return row !== undefined && row.settled_sequence !== null;
  }

  /** Notes that an event that no journey has taken is a dead letter. */
  async reject({ source, eventId }: EventName, reason: string): Promise<void> {
    const now = new Date().toISOString();
    await this.database
      .updateTable('register.received_event')
      .set({ state: 'rejected', reason, next_attempt_at: null, told_at: now, changed_at: now })
      .where('source', '=', source)
      .where('event_id', '=', eventId)
      .where('state', 'in', ['received', 'waiting', 'rejected'])
      .execute();
  }

  /** Forgets messages received before an instant, up to `limit`; hashes stay. Returns how many were forgotten. */
  async forgetMessages(receivedBefore: Instant, limit: number): Promise<number> {
    const old = this.database
      .selectFrom('register.received_event')
      .select('position')
      .where('received_at', '<', receivedBefore)
      .where('bytes', 'is not', null)
      .where('state', 'not in', ['received', 'waiting'])
      .limit(limit);
    const forgotten = await this.database
      .updateTable('register.received_event')
      .set({ bytes: null, headers: null, message_key: null })
      .where('position', 'in', old)
      .executeTakeFirst();
    return Number(forgotten.numUpdatedRows);
  }

  private async insert(events: readonly ArrivedEvent[]): Promise<readonly EventName[]> {
    const { rows } = await sql<EventName>`
      WITH inserted AS (INSERT INTO register.received_event (source, event_id, content_hash, journey_id, subject,
        type, topic, partition, "offset", message_key, headers, bytes, appended_at, happened_at,
        received_at, state, changed_at)
      SELECT *, now(), 'received', now()
      FROM unnest(
        ${events.map(({ source }) => source)}::text[],
        ${events.map(({ eventId }) => eventId)}::text[],
        ${events.map(({ contentHash }) => contentHash)}::text[],
        ${events.map(({ journeyId }) => journeyId)}::text[],
        ${events.map(({ subject }) => subject)}::text[],
        ${events.map(({ type }) => type)}::text[],
        ${events.map(({ message }) => message.topic)}::text[],
        ${events.map(({ message }) => message.partition)}::integer[],
        ${events.map(({ message }) => message.offset)}::bigint[],
        ${events.map(({ message }) => message.key)}::bytea[],
        ${events.map(({ message }) => headersAsText(message.headers))}::json[],
        ${events.map(({ message }) => this.sealed(message))}::bytea[],
        ${events.map(({ message }) => new Date(message.timestamp).toISOString())}::timestamptz[],
        ${events.map(({ happenedAt }) => happenedAt)}::timestamptz[]
      )
      ON CONFLICT (source, event_id) DO NOTHING
      RETURNING source, event_id, position)
      SELECT source, event_id AS "eventId",
        (SELECT pg_notify(${receivedChannel}, string_agg(position::text, ',')) FROM inserted)
      FROM inserted`.execute(this.database);
    return rows;
  }

  private sealed(message: OriginalMessage): Buffer | null {
    const { value } = message;
    return value === null ? null : this.seal.sealMessage(placeOf(message), value);
  }

  private async hashesOf(events: readonly EventName[]): Promise<ReadonlyMap<string, string>> {
    if (events.length === 0) return new Map();
    const { rows } = await sql<EventName & { contentHash: string }>`
      SELECT event.source, event.event_id AS "eventId", event.content_hash AS "contentHash"
      FROM register.received_event AS event
      JOIN unnest(
        ${events.map(({ source }) => source)}::text[],
        ${events.map(({ eventId }) => eventId)}::text[]
      ) AS told (source, event_id)
        ON event.source = told.source AND event.event_id = told.event_id`.execute(this.database);
    return new Map(rows.map(hashByName));
  }
}

/** Where a message was read: what its seal is about. */
export function placeOf({
  topic,
  partition,
  offset,
}: Pick<OriginalMessage, 'topic' | 'partition' | 'offset'>): string {
  return `${topic}/${partition}/${offset}`;
}

/** One text for the name of an event. */
function nameOf({ source, eventId }: EventName): string {
  return JSON.stringify([source, eventId]);
}

function hashByName(event: EventName & { readonly contentHash: string }): [string, string] {
  return [nameOf(event), event.contentHash];
}

function headersAsText(headers: OriginalMessage['headers']): string {
  const texts = Object.entries(headers).map(([name, value]) => [name, value.toString('base64')]);
  return JSON.stringify(Object.fromEntries(texts));
}
