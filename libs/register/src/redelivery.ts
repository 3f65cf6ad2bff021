import type { Database } from '#database/database.js';

/**
 * Lets event-intake deliver again what these journeys were sent and their journals do not tell of yet. Returns how many
 * events that are; a journey applies each once however often it comes.
 */
export async function deliverAgain(
  database: Database,
  journeyIds: readonly string[],
): Promise<number> {
  if (journeyIds.length === 0) return 0;
  const now = new Date().toISOString();
  const { numUpdatedRows } = await database
    .updateTable('register.received_event')
    .set({ state: 'waiting', waiting_since: now, next_attempt_at: now, changed_at: now })
    .where('journey_id', 'in', journeyIds)
    .where('state', '=', 'delivered')
    .where('settled_sequence', 'is', null)
    .where('bytes', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
