import type { Database } from '#database/database.js';
import { type Finding, named } from './finding.js';

/** Whether the journal of some journey is no longer projected. */
export async function quarantineFinding(database: Database): Promise<Finding> {
  const rows = await database.selectFrom('read_model.quarantine').select('journey_id').execute();
  return troubleOf(
    'quarantine',
    rows.map(({ journey_id: id }) => id),
    'journeys are not projected',
  );
}

/** Whether events wait for a journey that is open and cannot be reached. */
export async function waitingFinding(database: Database): Promise<Finding> {
  const rows = await database
    .selectFrom('register.received_event')
    .select('journey_id')
    .distinct()
    .where('next_attempt_at', 'is not', null)
    .where('reason', '=', 'journey-in-trouble')
    .execute();
  return troubleOf(
    'journeys in trouble',
    rows.map(({ journey_id: id }) => id ?? 'unknown'),
    'journeys cannot be reached by what was sent to them',
  );
}

function troubleOf(name: string, ids: readonly string[], what: string): Finding {
  if (ids.length === 0) return { name, verdict: 'good', detail: '' };
  return { name, verdict: 'bad', detail: `${ids.length} ${what}: ${named(ids)}` };
}
