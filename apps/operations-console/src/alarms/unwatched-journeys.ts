import type { Database } from '#database/database.js';
import { type FindingKind, WatchdogFindings } from '#register/watchdog-findings.js';

/** A patient for whom no automatic alarms are raised; `since` is wall time. */
export type UnwatchedJourney = {
  readonly journeyId: string;
  readonly site: string;
  readonly stage: string;
  readonly since: string;
  readonly why: string;
};

const kinds: readonly FindingKind[] = [
  'alarm-path-silent',
  'journey-not-running',
  'workflow-task-failing',
  'deadline-not-raised',
];

/** The open journeys without automatic alarms, by site: all of them where the alarm path itself is silent. */
export async function unwatchedJourneys(
  database: Database,
  site?: string,
): Promise<readonly UnwatchedJourney[]> {
  const findings = (await new WatchdogFindings(database).open()).filter(({ kind }) =>
    kinds.includes(kind),
  );
  if (findings.length === 0) return [];
  const silence = findings.find(({ isJourney }) => !isJourney);
  const rows = await database
    .selectFrom('read_model.journey')
    .select(['journey_id', 'treating_site', 'stage'])
    .where('stage', '<>', 'closed')
    .$if(site !== undefined, (query) => query.where('treating_site', '=', site ?? ''))
    .orderBy('treating_site')
    .orderBy('journey_id')
    .execute();
  return rows.flatMap(({ journey_id: journeyId, treating_site, stage }) => {
    const own = findings.find(({ isJourney, about }) => isJourney && about === journeyId);
    const finding = silence ?? own;
    return finding === undefined
      ? []
      : [{ journeyId, site: treating_site, stage, since: finding.since, why: finding.kind }];
  });
}
