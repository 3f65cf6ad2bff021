import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../apps/local-stack/src/project-root.js';
import { benchOptionsFrom } from './options.js';
import { say, temporalOf, withStack } from './bench-stack.js';
import { replayed } from './replay.js';
import { asMarkdown, machineAndVersions, type Results, writeResults } from './results.js';
import { besideUs, settingsOf, underLoad } from './under-load.js';
import { wholeJourneys } from './whole-journeys.js';

const options = benchOptionsFrom(process.argv.slice(2));
const { journeys, patients, wholeSeconds } = options;
const settings = settingsOf(options);
const seed = 1;
const dayMs = 86_400_000;

const startedAt = Date.now();
const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};
const circumstances = machineAndVersions(dependencies);
const directory = join(tmpdir(), `vein-to-vein-bench-${process.pid}`);
const load = await withStack(directory, { patients: 0, seed, timeScale: 1 }, async (running) => {
  const ours = await underLoad(running, journeys, settings);
  return { ...ours, straightforward: await besideUs(running, journeys, settings) };
});
say(`Whole journeys of ${patients} patients, a second a day`);
const whole = await withStack(
  directory,
  { patients, seed, timeScale: dayMs / 1_000 },
  async (running) => {
    const played = await wholeJourneys(running, patients, wholeSeconds);
    say('Replaying them');
    const client = await temporalOf(running);
    const replay = await replayed(running, client, played.journeyIds);
    await client.connection.close();
    return { played, replay };
  },
);
const results: Results = {
  takenAt: new Date(startedAt).toISOString(),
  durationSeconds: Math.round((Date.now() - startedAt) / 1_000),
  seed,
  ...circumstances,
  journeys,
  settings,
  ...load,
  wholeJourneys: whole.played,
  replay: whole.replay,
};
const path = writeResults(join(projectRoot, 'bench', 'results'), results);
process.stdout.write(`${asMarkdown(results)}\nWritten to ${path}\n`);
