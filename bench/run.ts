import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../apps/local-stack/src/project-root.js';
import { type BenchStack, say, temporalOf, withStack } from './bench-stack.js';
import { enrol } from './enrol.js';
import { historyEvents } from './history.js';
import { residentMegabytes } from './memory.js';
import { backlog, calm, live } from './phases.js';
import { asMarkdown, machineAndVersions, type Results, writeResults } from './results.js';
import { Traffic } from './traffic.js';
import { wholeJourneys } from './whole-journeys.js';

const seed = 1;
const journeys = 50;
const patients = 2;
const dayMs = 86_400_000;

const settings = {
  perSecond: 20,
  calmSeconds: 20,
  concurrency: 50,
  liveSeconds: 20,
  backlogEvents: 3_000,
  backlogLimitSeconds: 40,
  wholeJourneysLimitSeconds: 90,
};

async function underLoad(running: BenchStack) {
  const { addresses, folder } = running;
  say(`Enrolling ${journeys} patients`);
  const journeyIds = await enrol(addresses, journeys);
  const client = await temporalOf(running);
  const traffic = new Traffic(addresses.kafkaBrokers);
  await traffic.open();
  try {
    say('Warming up');
    await calm(traffic, journeyIds, { perSecond: 50, seconds: 4 });
    const before = await historyEvents(client, journeyIds);
    say(`Calm: ${settings.perSecond} events/s`);
    const calmly = await calm(traffic, journeyIds, {
      perSecond: settings.perSecond,
      seconds: settings.calmSeconds,
    });
    const afterCalm = await historyEvents(client, journeyIds);
    say(`Live: ${settings.concurrency} events under way`);
    const lively = await live(traffic, journeyIds, {
      concurrency: settings.concurrency,
      seconds: settings.liveSeconds,
    });
    const beforeBacklog = await historyEvents(client, journeyIds);
    say(`Backlog: ${settings.backlogEvents} events at once`);
    const piled = await backlog(traffic, journeyIds, {
      events: settings.backlogEvents,
      limitSeconds: settings.backlogLimitSeconds,
    });
    const afterBacklog = await historyEvents(client, journeyIds);
    const { pids } = JSON.parse(readFileSync(folder.path('stack.json'), 'utf8')) as {
      pids: Readonly<Record<string, number>>;
    };
    return {
      calm: calmly,
      live: lively,
      backlog: piled,
      historyEventsPerPlainEvent: {
        calm: (afterCalm - before) / calmly.events,
        backlog: (afterBacklog - beforeBacklog) / piled.events,
      },
      residentMegabytes: await residentMegabytes(pids),
    };
  } finally {
    await traffic.close();
    await client.connection.close();
  }
}

const startedAt = Date.now();
const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};
const circumstances = machineAndVersions(dependencies);
const directory = join(tmpdir(), `vein-to-vein-bench-${process.pid}`);
const load = await withStack(directory, { patients: 0, seed, timeScale: 1 }, underLoad);
say(`Whole journeys of ${patients} patients, half a second a day`);
const whole = await withStack(directory, { patients, seed, timeScale: dayMs / 500 }, (running) =>
  wholeJourneys(running, patients, settings.wholeJourneysLimitSeconds),
);
const results: Results = {
  takenAt: new Date(startedAt).toISOString(),
  durationSeconds: Math.round((Date.now() - startedAt) / 1_000),
  seed,
  ...circumstances,
  journeys,
  settings,
  ...load,
  wholeJourneys: whole,
};
const path = writeResults(join(projectRoot, 'bench', 'results'), results);
process.stdout.write(`${asMarkdown(results)}\nWritten to ${path}\n`);
