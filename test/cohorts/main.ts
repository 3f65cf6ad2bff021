import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlayedJourney } from './cohort-journey.js';
import { type Comparison, compared, isReproduced } from './comparison.js';
import { simulateOptionsFrom, type SimulateOptions } from './options.js';
import type { Part } from './played-in-part.js';

type Played = { readonly index: number; readonly journey: PlayedJourney };

const options = simulateOptionsFrom(process.argv.slice(2));
const startedAt = Date.now();
const comparison = compared(options.cohort, options.seed, await played(options));
const seconds = Math.round((Date.now() - startedAt) / 1_000);
process.stdout.write(
  options.json ? `${JSON.stringify({ ...comparison, seconds })}\n` : page(comparison, seconds),
);
process.exitCode = isReproduced(comparison) ? 0 : 1;

/** Every journey in the order of its patients, whichever process played it. */
async function played({
  cohort,
  journeys,
  seed,
  workers,
}: SimulateOptions): Promise<PlayedJourney[]> {
  const all: PlayedJourney[] = [];
  const parts = Array.from({ length: Math.min(workers, journeys) }, (_, first) =>
    inProcess({ cohort, seed, first, step: workers, end: journeys }, all),
  );
  await Promise.all(parts);
  return all;
}

function inProcess(part: Part, all: PlayedJourney[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const player = fileURLToPath(new URL('played-in-part.js', import.meta.url));
    const child = fork(player, [JSON.stringify(part)]);
    child.on('message', (message) => {
      const { index, journey } = message as Played;
      all[index] = journey;
      tellProgress(all.filter(() => true).length);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a player ended with ${code}`));
    });
  });
}

function tellProgress(count: number): void {
  if (count % 500 !== 0) return;
  process.stderr.write(`${count} of ${options.journeys} journeys played\n`);
}

function page({ cohort, journeys, seed, rows, outcomes, stuck }: Comparison, took: number): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ');
  const table = [
    ['', 'published', 'simulated', 'must lie within', '', 'from'],
    ...rows.map((row) => [
      row.what,
      row.published,
      row.simulated,
      row.within,
      row.held ? 'held' : 'NOT HELD',
      row.certainty === 'source' ? 'a source' : 'memory',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((index) =>
    Math.max(...table.map((cells) => cells[index]?.length ?? 0)),
  );
  const ends = Object.entries(outcomes).map(([outcome, count]) => `  ${count} ${outcome}`);
  return [
    `${journeys} journeys of ${cohort}, seed ${seed}, through the domain alone in ${took} s`,
    '',
    ...table.map((cells) => line(cells).trimEnd()),
    '',
    'How they ended (how those who left divide is from memory and not compared):',
    ...ends.toSorted(),
    ...stuck.slice(0, 5).map((why) => `stuck: ${why}`),
    '',
  ].join('\n');
}
