import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';
import type { EventName, MessageSeal, OriginalMessage } from './received-events.js';
import { messageColumns, messageOf, type MessageRow } from './received-message.js';

/** An event of the waiting room whose time has come. */
export type DueEvent = EventName & {
  readonly message: OriginalMessage;
  readonly reason: string | null;
  /** How often it was tried to deliver it. */
  readonly attempts: number;
  /** Null when it was put into the waiting room by hand. */
  readonly waitingSince: Instant | null;
};

const leaseSeconds = 30;

/** The events that nobody can take now. */
export class WaitingEvents {
  constructor(
    private readonly database: Database,
    private readonly seal: MessageSeal,
  ) {}

  /** Takes the first events whose time has come; whoever takes them has half a minute before others may. */
  async take(limit: number): Promise<readonly DueEvent[]> {
    const due = this.database
      .selectFrom('register.received_event')
      .select('position')
      .where('next_attempt_at', '<=', sql<Instant>`now()`)
      .where('bytes', 'is not', null)
      .orderBy('position')
      .limit(limit)
      .forUpdate()
      .skipLocked();
    const rows = await this.database
      .updateTable('register.received_event')
      .set({ next_attempt_at: sql`now() + ${leaseSeconds} * interval '1 second'` })
      .where('position', 'in', due)
      .returning(taken)
      .execute();
    return rows.toSorted((a, b) => a.position - b.position).map((row) => dueEvent(row, this.seal));
  }

  /** Makes it time for what waits for these journeys or under these subjects; returns for how many. */
  async wake(journeyIds: readonly string[], subjects: readonly string[]): Promise<number> {
    const { numAffectedRows } = await sql`
      UPDATE register.received_event SET next_attempt_at = now(), attempts = 0
      WHERE next_attempt_at IS NOT NULL
        AND (journey_id = ANY (${journeyIds}::text[]) OR subject = ANY (${subjects}::text[]))`.execute(
      this.database,
    );
    return Number(numAffectedRows ?? 0);
  }

  /** Puts back into the waiting room what journeys were sent while they were closed; returns how many events that are. */
  async takeBack(reopened: readonly string[]): Promise<number> {
    const { numAffectedRows } = await sql`
      UPDATE register.received_event
      SET state = 'waiting', reason = NULL, attempts = 0, waiting_since = now(),
        next_attempt_at = now(), changed_at = now()
      WHERE journey_id = ANY (${reopened}::text[]) AND state = 'rejected'
        AND reason = 'journey-closed' AND bytes IS NOT NULL`.execute(this.database);
    return Number(numAffectedRows ?? 0);
  }

  /** How many events wait, by reason. */
  async count(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database
      .selectFrom('register.received_event')
      .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
      .where('next_attempt_at', 'is not', null)
      .groupBy('reason')
      .execute();
    return new Map(rows.map(({ reason, count }) => [reason ?? 'by-hand', count]));
  }
}

const taken = [...messageColumns, 'position', 'reason', 'attempts', 'waiting_since'] as const;

function dueEvent(
  row: MessageRow & {
    readonly source: string;
    readonly event_id: string;
    readonly reason: string | null;
    readonly attempts: number;
    readonly waiting_since: Instant | null;
  },
  seal: MessageSeal,
): DueEvent {
  const { source, event_id: eventId, reason, attempts, waiting_since: waitingSince } = row;
  return {
    source,
    eventId,
    message: messageOf(row, seal),
    reason,
    attempts,
    waitingSince,
  };
}
