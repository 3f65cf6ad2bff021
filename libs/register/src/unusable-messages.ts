import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';

/** A clinical message about an existing journey that could not be used; `about` names it, once for ever. */
export type UnusableMessage = {
  readonly about: string;
  readonly journeyId: string;
  readonly type: string;
  readonly reason: string;
};

const longestPauseSeconds = 60;
const leaseSeconds = 30;

/** The clinical messages that could not be used, until their journeys were told. */
export class UnusableMessages {
  constructor(private readonly database: Database) {}

  /** Remembers a message; false when it was remembered before: its journey was told or will be. */
  async remember({ about, journeyId, type, reason }: UnusableMessage): Promise<boolean> {
    const now = new Date().toISOString();
    const inserted = await this.database
      .insertInto('register.unusable_message')
      .values({
        about,
        journey_id: journeyId,
        type,
        reason,
        noticed_at: now,
        next_attempt_at: sql<Instant>`now() + ${leaseSeconds} * interval '1 second'`,
        told_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }

  /** Takes messages whose journeys are to be told now; whoever takes them has half a minute before others may. */
  async take(limit: number): Promise<readonly UnusableMessage[]> {
    const due = this.database
      .selectFrom('register.unusable_message')
      .select('about')
      .where('told_at', 'is', null)
      .where('next_attempt_at', '<=', sql<Instant>`now()`)
      .orderBy('next_attempt_at')
      .limit(limit)
      .forUpdate()
      .skipLocked();
    return this.database
      .updateTable('register.unusable_message')
      .set({ next_attempt_at: sql`now() + ${leaseSeconds} * interval '1 second'` })
      .where('about', 'in', due)
      .returning(['about', 'journey_id as journeyId', 'type', 'reason'])
      .execute();
  }

  /** Notes that the journey was told, or that there is nobody to tell. */
  async told(about: string): Promise<void> {
    await this.database
      .updateTable('register.unusable_message')
      .set({ told_at: sql<Instant>`now()` })
      .where('about', '=', about)
      .execute();
  }

  /** Notes that the journey could not be told now; each time it waits twice as long, at most a minute. */
  async later(about: string): Promise<void> {
    const pause = sql`least(power(2, least(attempts, 16)), ${longestPauseSeconds})`;
    await this.database
      .updateTable('register.unusable_message')
      .set(({ eb }) => ({
        attempts: eb('attempts', '+', 1),
        next_attempt_at: sql<Instant>`now() + ${pause} * interval '1 second'`,
      }))
      .where('about', '=', about)
      .execute();
  }
}
