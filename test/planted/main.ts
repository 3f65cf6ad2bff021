import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { Copy, type Ran } from './copy.js';
import { plantedOptionsFrom } from './options.js';
import { type Plant, plantsIn, type Suite } from './plant.js';

const options = plantedOptionsFrom(process.argv.slice(2));
const folder = join(projectRoot, 'test', 'planted');
const plants = plantsIn(folder).filter(({ name }) => name.includes(options.only));
const lastLines = 15;

function say(line: string): void {
  (options.json ? process.stderr : process.stdout).write(`${line}\n`);
}

function endOf({ said }: Ran): string {
  return said.trimEnd().split('\n').slice(-lastLines).join('\n');
}

/** Whether the copy builds and each suite passes while nothing is planted: otherwise a failure would prove nothing. */
async function isSound(copy: Copy): Promise<boolean> {
  const built = await copy.build();
  if (built.code !== 0) say(`the copy does not build:\n${endOf(built)}`);
  if (built.code !== 0) return false;
  const suites = new Map<string, Suite>(
    plants.map(({ seenBy }) => [JSON.stringify(seenBy), seenBy]),
  );
  let areSound = true;
  for (const suite of suites.values()) {
    const ran = await copy.run(suite);
    const verdict = ran.code === 0 ? 'passes' : `FAILS, and nothing is planted:\n${endOf(ran)}`;
    say(`  ${suite.project} ${suite.paths.join(' ')} ${verdict}`);
    areSound &&= ran.code === 0;
  }
  return areSound;
}

async function isFound(copy: Copy, plant: Plant): Promise<boolean> {
  copy.plant(plant.file);
  try {
    const built = await copy.build();
    if (built.code !== 0) {
      say(`  ${plant.name} does not build:\n${endOf(built)}`);
      return false;
    }
    const ran = await copy.run(plant.seenBy);
    say(`  ${ran.code === 0 ? 'NOT FOUND' : 'found    '} ${plant.name}: ${plant.fault}`);
    return ran.code !== 0;
  } finally {
    copy.uproot(plant.file);
  }
}

const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-planted-'));
const found: string[] = [];
let areSound = false;
try {
  const copy = new Copy(projectRoot, directory);
  say('Without any fault');
  areSound = await isSound(copy);
  say('With one fault each');
  for (const plant of plants) if (await isFound(copy, plant)) found.push(plant.name);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
say(
  `found ${found.length}/${plants.length}${areSound ? '' : ', and the copy without a fault is not sound'}`,
);
if (options.json) {
  process.stdout.write(`${JSON.stringify({ planted: plants.length, found, areSound })}\n`);
}
process.exit(areSound && found.length === plants.length && plants.length > 0 ? 0 : 1);
