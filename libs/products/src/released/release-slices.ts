import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../products.js';
import { readReleased } from './read-released.js';
import { changedSince, notReleased } from './released-slices.js';

const file = join('libs', 'products', 'definitions', 'released.json');

const slices = products().flatMap(({ versions }) => versions);
const released = readReleased(file);
const changed = changedSince(released, slices);
if (changed.length > 0) {
  process.stderr.write(
    `Released, and changed since; give them a new revision: ${changed.join('; ')}\n`,
  );
  process.exitCode = 1;
} else {
  const all = [...released, ...notReleased(released, slices)];
  writeFileSync(file, `[\n${all.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
}
