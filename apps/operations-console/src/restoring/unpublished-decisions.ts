import type { Database } from '#database/database.js';
import type { JourneyOfJournal } from '#journal/folded-journal.js';

/** A decision that was answered as taken and stands in no journal: who made it must make it again. `at` is wall time. */
export type UnpublishedDecision = {
  readonly journeyId: string;
  readonly type: string;
  readonly subject: string;
  readonly role: string;
  readonly at: string;
};

/** What people were told was decided, less what the journal holds a receipt of; oldest first. */
export async function unpublishedDecisions(
  database: Database,
  journeys: readonly JourneyOfJournal[],
  isWanted: (journeyId: string) => boolean,
): Promise<readonly UnpublishedDecision[]> {
  const states = new Map(journeys.map(({ journeyId, state }) => [journeyId, state]));
  const attempts = await database
    .selectFrom('audit.decision_attempt')
    .select(['journey_id', 'type', 'subject', 'role', 'at', 'key_hash'])
    .where('outcome', 'in', ['accepted', 'awaiting-second'])
    .orderBy('id')
    .execute();
  return attempts
    .filter(({ journey_id: id }) => isWanted(id))
    .filter(({ journey_id: id, key_hash: key }) => states.get(id)?.receipts[key] === undefined)
    .map(({ journey_id: journeyId, type, subject, role, at }) => ({
      journeyId,
      type,
      subject,
      role,
      at,
    }));
}
