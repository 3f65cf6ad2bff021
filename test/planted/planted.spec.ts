import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { plantsIn } from './plant.js';

const folder = dirname(fileURLToPath(import.meta.url));
const project = join(folder, '..', '..');
const plants = plantsIn(folder);

describe('the faults that are planted', () => {
  it('are twenty at least', () => {
    expect(plants.length).toBeGreaterThanOrEqual(20);
  });

  it.each(plants.map(({ name, file }) => [name, file] as const))('%s still fits', (_, file) => {
    const check = (): Buffer =>
      execFileSync('git', ['apply', '--check', file], { cwd: project, stdio: 'pipe' });
    expect(check).not.toThrow();
  });

  it.each(plants)('$name is to be seen by a test in a place that is there', ({ path }) => {
    expect(existsSync(join(project, path))).toBe(true);
  });
});
