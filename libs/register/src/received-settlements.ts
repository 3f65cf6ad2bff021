import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { EventName, MessageSeal, OriginalMessage } from './received-events.js';
import { messageColumns, messageOf } from './received-message.js';

/** What a record of a journal says became of an event; `sequence` is the record's. */
export type Settlement = EventName & {
  readonly journeyId: string;
  readonly sequence: number;
  readonly state: 'applied' | 'parked' | 'refused' | 'confirmed';
  /** Why it was refused, or what it is parked for. */
  readonly reason: string | null;
};

/** An event whose sender was not yet told that its journey parked or refused it. */
export type Untold = EventName & {
  readonly journeyId: string;
  readonly state: 'parked' | 'refused';
  readonly reason: string;
  readonly attempts: number;
  readonly message: OriginalMessage;
};

/** How the journals say that received events ended. */
export class Settlements {
  constructor(
    private readonly database: Database,
    private readonly seal: MessageSeal,
  ) {}

  /** Takes over what journals say: the latest record of a journey about an event counts, however often it is read. */
  async settle(settlements: readonly Settlement[]): Promise<void> {
    const latest = [...latestByName(settlements)];
    if (latest.length === 0) return;
    await sql`
      UPDATE register.received_event AS event
      SET state = said.state, reason = said.reason, journey_id = said.journey_id,
        settled_sequence = said.sequence, next_attempt_at = NULL, changed_at = now(),
        told_at = CASE WHEN event.settled_sequence = said.sequence THEN event.told_at END
      FROM unnest(
        ${latest.map(({ source }) => source)}::text[],
        ${latest.map(({ eventId }) => eventId)}::text[],
        ${latest.map(({ journeyId }) => journeyId)}::text[],
        ${latest.map(({ sequence }) => sequence)}::integer[],
        ${latest.map(({ state }) => state)}::text[],
        ${latest.map(({ reason }) => reason)}::text[]
      ) AS said (source, event_id, journey_id, sequence, state, reason)
      WHERE event.source = said.source AND event.event_id = said.event_id
        -- What was told to many journeys is settled by none of them.
        AND (event.journey_id IS NOT NULL OR event.state <> 'applied')
        AND coalesce(event.settled_sequence, 0) <= said.sequence`.execute(this.database);
  }

  /** Those of these events whose sender is still to be told. */
  async untold(events: readonly EventName[]): Promise<readonly Untold[]> {
    if (events.length === 0) return [];
    const rows = await this.database
      .selectFrom('register.received_event')
      .select([...messageColumns, 'journey_id', 'state', 'reason', 'attempts'])
      .where(
        sql<boolean>`(source, event_id) IN (SELECT * FROM unnest(
          ${events.map(({ source }) => source)}::text[],
          ${events.map(({ eventId }) => eventId)}::text[]))`,
      )
      .where('state', 'in', ['parked', 'refused'])
      .where('told_at', 'is', null)
      .where('bytes', 'is not', null)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({
      source: row.source,
      eventId: row.event_id,
      journeyId: row.journey_id ?? '',
      state: row.state as Untold['state'],
      reason: row.reason ?? '',
      attempts: row.attempts,
      message: messageOf(row, this.seal),
    }));
  }

  /** Notes that the sender of an event was told of its present state. */
  async told({ source, eventId, state }: Untold): Promise<void> {
    await this.database
      .updateTable('register.received_event')
      .set({ told_at: new Date().toISOString() })
      .where('source', '=', source)
      .where('event_id', '=', eventId)
      .where('state', '=', state)
      .execute();
  }
}

function latestByName(settlements: readonly Settlement[]): Iterable<Settlement> {
  const latest = new Map<string, Settlement>();
  for (const settlement of settlements) {
    const name = JSON.stringify([settlement.source, settlement.eventId]);
    const known = latest.get(name);
    if (known === undefined || known.sequence <= settlement.sequence) latest.set(name, settlement);
  }
  return latest.values();
}
