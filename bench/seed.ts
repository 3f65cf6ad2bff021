import { parseArgs } from 'node:util';
import { configurationOf } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { say } from './bench-stack.js';
import { seedJourneys } from './seeding/seed-journeys.js';

const { values } = parseArgs({ options: { journeys: { type: 'string', default: '1000' } } });
const journeys = Number(values.journeys);
if (!Number.isInteger(journeys) || journeys < 1)
  throw new Error('--journeys takes a number from 1');

const { database: at } = configurationOf('database');
const database = openDatabase(at.url, { name: 'seed', max: 2 });
try {
  await seedJourneys(database, journeys, say);
} finally {
  await database.destroy();
}
