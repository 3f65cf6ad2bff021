import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { startChaosStack } from '../chaos/chaos-stack.js';
import { Armed } from './armed.js';
import { killAtEveryPoint, type Result } from './kill-at-every-point.js';
import { crashPointOptionsFrom } from './options.js';

const options = crashPointOptionsFrom(process.argv.slice(2));
const watcher = join(projectRoot, 'dist', 'test', 'crash-points', 'inside', 'main.js');
const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-crash-points-'));
const preloading = `--import ${pathToFileURL(watcher).href}`;

// Every process that is started from here on is watched.
process.env['CRASH_POINTS'] = directory;
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} ${preloading}`.trim();

function say(line: string): void {
  (options.json ? process.stderr : process.stdout).write(`${line}\n`);
}

const stage = await startChaosStack({ ...options, timeScale: '1d=20s' }, say);
let result: Result | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stage.end(false).finally(() => process.exit(130)));
}
try {
  const chosen = { ...options, most: options.points ?? Number.POSITIVE_INFINITY };
  result = await killAtEveryPoint(stage, new Armed(directory), chosen, say);
} finally {
  const isKept = result?.held !== true;
  await stage.end(isKept);
  if (isKept) say(`data and logs are kept in ${stage.folder.root}`);
  rmSync(directory, { recursive: true, force: true });
}
const { points, crashes, notReached, enrolled, wronglyEnrolled, outcome, held } = result;
for (const name of notReached) say(`  no process came to: ${name}`);
for (const referral of wronglyEnrolled) say(`  BROKEN: ${referral} does not stand for one journey`);
for (const invariant of outcome?.invariants.filter((one) => !one.held) ?? []) {
  say(`  BROKEN ${invariant.name}: ${invariant.detail}`);
}
say(
  `${crashes.length} processes died at ${points} points, ${enrolled} patients enrolled meanwhile`,
);
say(held ? 'Nothing was lost and nothing was doubled.' : 'NOT HELD');
if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(held ? 0 : 1);
