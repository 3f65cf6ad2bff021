import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { Copy, type Ran } from './copy.js';
import { plantedOptionsFrom } from './options.js';
import { type Plant, plantsIn } from './plant.js';

const options = plantedOptionsFrom(process.argv.slice(2));
const folder = join(projectRoot, 'test', 'planted');
const plants = plantsIn(folder).filter(({ name }) => name.includes(options.only));
const lastLines = 15;
const started = performance.now();

function say(line: string): void {
  const seconds = Math.round((performance.now() - started) / 1_000);
  const stamped = `${String(seconds).padStart(5)} s  ${line}\n`;
  (options.json ? process.stderr : process.stdout).write(stamped);
}

function endOf({ said }: Ran): string {
  return said.trimEnd().split('\n').slice(-lastLines).join('\n');
}

/** The plants whose test does not pass while nothing is planted: what it says of a fault would prove nothing. */
async function unsoundIn(copy: Copy): Promise<readonly Plant[]> {
  const suites = Map.groupBy(plants, ({ project, path }) => `${project} ${path}`);
  const unsound: Plant[] = [];
  for (const [suite, those] of suites) {
    const [first] = those;
    if (first === undefined) continue;
    const ran = await copy.run(first, [...new Set(those.map(({ test }) => test))]);
    const failing = those.filter(
      ({ test }) =>
        ran.failed.some((name) => name.includes(test)) ||
        !ran.passed.some((name) => name.includes(test)),
    );
    say(failing.length === 0 ? `passes    ${suite}` : `FAILS     ${suite}\n${endOf(ran)}`);
    unsound.push(...failing);
  }
  return unsound;
}

async function isFound(copy: Copy, plant: Plant): Promise<boolean> {
  copy.plant(plant.file);
  try {
    const ran = await copy.run(plant, [plant.test]);
    const isSeen = ran.failed.some((name) => name.includes(plant.test));
    say(`${isSeen ? 'found    ' : 'NOT FOUND'} ${plant.name}: ${plant.fault}`);
    if (ran.passed.length + ran.failed.length === 0) say(endOf(ran));
    return isSeen;
  } finally {
    copy.uproot(plant.file);
  }
}

const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-planted-'));
const found: string[] = [];
let unsound: readonly Plant[] = [];
try {
  const copy = new Copy(projectRoot, directory);
  say('Without any fault');
  unsound = await unsoundIn(copy);
  say('With one fault each');
  for (const plant of plants) {
    if (!unsound.includes(plant) && (await isFound(copy, plant))) found.push(plant.name);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
for (const { name } of unsound) say(`cannot be judged: ${name}`);
say(`found ${found.length}/${plants.length}`);
if (options.json) {
  const cannotBeJudged = unsound.map(({ name }) => name);
  process.stdout.write(`${JSON.stringify({ planted: plants.length, found, cannotBeJudged })}\n`);
}
process.exit(found.length === plants.length && plants.length > 0 ? 0 : 1);
