import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';

/** Events that nobody can take now, of one reason; wall time. */
export type WaitingGroup = {
  readonly reason: string;
  readonly events: number;
  readonly oldest: Instant;
};

/** An event that its journey has put aside until what it needs has come; wall time. */
export type ParkedEvent = {
  readonly journeyId: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string | null;
  readonly receivedAt: Instant;
};

/** The waiting room by reason, the fullest first. */
export async function waitingGroups(database: Database): Promise<readonly WaitingGroup[]> {
  const rows = await database
    .selectFrom('register.received_event')
    .select(({ fn }) => [
      'reason',
      fn.countAll<number>().as('events'),
      fn.min('received_at').as('oldest'),
    ])
    .where('next_attempt_at', 'is not', null)
    .groupBy('reason')
    .orderBy('events', 'desc')
    .execute();
  return rows.map(({ reason, ...group }) => ({ ...group, reason: reason ?? 'by-hand' }));
}

/** How many events received since then are parked, and the newest of them. */
export async function parkedSince(
  database: Database,
  since: Instant,
  most: number,
): Promise<{ readonly total: number; readonly events: readonly ParkedEvent[] }> {
  // No index names the state: the age narrows it down.
  const rows = await database
    .selectFrom('register.received_event')
    .select([
      sql<string>`journey_id`.as('journeyId'),
      'source',
      'event_id as eventId',
      'type',
      'reason',
      'received_at as receivedAt',
      sql<number>`count(*) OVER ()`.as('total'),
    ])
    .where('received_at', '>', since)
    .where('state', '=', 'parked')
    .where('journey_id', 'is not', null)
    .orderBy('position', 'desc')
    .limit(most)
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    events: rows.map(({ total: _total, ...event }) => event),
  };
}
