import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';

/** What somebody said that its journey has not taken up yet; `receivedAt` is wall time. */
export type OnTheWay = {
  readonly type: string;
  readonly source: string;
  readonly happenedAt: Instant;
  readonly receivedAt: Instant;
};

const most = 200;

/** The events for a journey that it has not taken up, in the order in which they came, at most 200. */
export async function onTheWayTo(
  database: Database,
  journeyId: string,
): Promise<readonly OnTheWay[]> {
  return (
    database
      .selectFrom('register.received_event')
      .select(['type', 'source', 'happened_at as happenedAt', 'received_at as receivedAt'])
      .where('journey_id', '=', journeyId)
      .where('state', 'in', ['received', 'waiting', 'delivered'])
      // What was delivered again after its journal said how it ended is not new.
      .where('settled_sequence', 'is', null)
      .orderBy('position')
      .limit(most)
      .execute()
  );
}
