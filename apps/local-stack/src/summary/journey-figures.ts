import { openDatabase, type Database } from '#database/database.js';
import type { Stage } from '#domain/journey/vocabulary.js';

/** Where the journeys are, from the read model. `settled` are closed or in follow-up. */
export type JourneyFigures = {
  readonly enrolled: number;
  readonly settled: number;
  readonly infused: number;
  readonly holds: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Records of the journeys that are not settled; grows while anything happens to them. */
  readonly recordsOfOpen: number;
};

const settledStages: readonly string[] = ['follow-up', 'closed'];

/** Opens the read model for counting. */
export function openReadModel(databaseUrl: string): Database {
  return openDatabase(databaseUrl, { name: 'local-stack', max: 2 });
}

/** Counts journeys by stage and outcome. */
export async function journeyFigures(database: Database): Promise<JourneyFigures> {
  const rows = await database
    .selectFrom('read_model.journey')
    .select((of) => [
      'stage',
      'outcome',
      of.fn.countAll<number>().as('journeys'),
      of.fn.sum<number>('sequence').as('records'),
      of.fn.sum<number>(of.fn<number>('cardinality', ['holds'])).as('holds'),
    ])
    .groupBy(['stage', 'outcome'])
    .execute();
  const infused = await database
    .selectFrom('read_model.record')
    .select((of) => of.fn.count<number>('journey_id').distinct().as('journeys'))
    .where('type', '=', 'infusion.completed')
    .executeTakeFirstOrThrow();
  const stages: Partial<Record<Stage, number>> = {};
  const outcomes: Record<string, number> = {};
  const figures = { enrolled: 0, settled: 0, holds: 0, recordsOfOpen: 0 };
  for (const row of rows) {
    const journeys = row.journeys;
    const stage = row.stage as Stage;
    stages[stage] = (stages[stage] ?? 0) + journeys;
    if (row.outcome !== null) outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + journeys;
    figures.enrolled += journeys;
    figures.holds += row.holds;
    if (settledStages.includes(row.stage)) figures.settled += journeys;
    else figures.recordsOfOpen += row.records;
  }
  return { ...figures, infused: infused.journeys, stages, outcomes };
}

/** The journeys that are neither closed nor in follow-up, with their stages. */
export function openJourneys(
  database: Database,
): Promise<readonly { readonly journey_id: string; readonly stage: string }[]> {
  return database
    .selectFrom('read_model.journey')
    .select(['journey_id', 'stage'])
    .where('stage', 'not in', settledStages)
    .orderBy('journey_id')
    .execute();
}
