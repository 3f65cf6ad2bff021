import { randomBytes } from 'node:crypto';
import {
  ownServingGeneration,
  tablesWithin,
} from '../../apps/journal-projector/src/generations/generation.js';
import { writeJourneys } from '../../apps/journal-projector/src/read-model.js';
import type { Database } from '#database/database.js';
import { schemaOfGeneration } from '#database/read-model-generation.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { sql } from 'kysely';
import { products } from '#products/products.js';
import { multiplyJourneys } from './multiply-journeys.js';

const stages: readonly Exclude<Stage, 'closed'>[] = [
  'eligibility',
  'scheduling',
  'leukapheresis',
  'outbound-shipment',
  'manufacturing',
  'inbound-shipment',
  'lymphodepletion',
  'infusion',
  'monitoring',
  'follow-up',
];
const sites = ['northgate', 'riverside', 'lakeview'];
const product = 'tisagenlecleucel';
const identifierBytes = 26;
const atOnce = 100;
/** So many are written by the projector's own writer, each of another time; what is more has their shapes. */
const shapes = 1_000;
const hourMs = 3_600_000;
const hoursApart = 24 * 730;
const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Writes so many journeys in every stage, spread over two years and the sites of the demonstration, into the read model that serves. */
export async function seedJourneys(
  database: Database,
  journeys: number,
  say: (line: string) => void,
): Promise<void> {
  const told = templates();
  const own = Math.min(journeys, shapes);
  for (let written = 0; written < own; written += atOnce) {
    const states = Array.from({ length: Math.min(atOnce, own - written) }, (_, index) =>
      another(told, written + index),
    );
    await database.transaction().execute(async (transaction) => {
      const tables = tablesWithin(transaction, await ownServingGeneration(transaction));
      await writeJourneys(
        tables,
        states.map((state) => ({ before: null, state })),
      );
    });
  }
  const counted = (written: number): void => say(`${own + written} of ${journeys} journeys`);
  counted(0);
  await multiplyJourneys(database, journeys - own, counted);
  for (const table of ['journey', 'task', 'identifier', 'measure'] as const) {
    await sql`ANALYZE ${sql.id(schemaOfGeneration(await serving(database)), table)}`.execute(
      database,
    );
  }
}

async function serving(database: Database): Promise<number> {
  return (await ownServingGeneration(database)).number;
}

function templates(): readonly string[] {
  const rules = products().find(({ id }) => id === product)?.versions[0];
  if (rules === undefined) throw new Error(`no rules of ${product} are known`);
  return stages.map((stage) => JSON.stringify(journeyIn(stage, rules).state));
}

function another(told: readonly string[], number: number): JourneyState {
  const template = told[number % told.length] ?? '';
  const { journeyId } = JSON.parse(template) as JourneyState;
  const site = sites[Math.floor(number / told.length) % sites.length] ?? 'northgate';
  // Spread evenly and the same at every seeding.
  const shiftMs = ((number * 7_919) % hoursApart) * hourMs;
  const text = template
    .replaceAll(journeyId, journeyIdentifier(randomBytes(identifierBytes)))
    .replaceAll('northgate', site)
    .replaceAll(instants, (instant) => new Date(Date.parse(instant) - shiftMs).toISOString());
  return JSON.parse(text) as JourneyState;
}
