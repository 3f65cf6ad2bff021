import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

const built = join(projectRoot, 'dist', 'apps', 'coordinator-web');
const mostBytes = 300 * 1_024;

/** The scripts that a file asks for at once. */
function scriptsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/assets\/([\w.-]+\.js)/g), ([, name = '']) => name);
}

describe('the first page', () => {
  const entry = readFileSync(join(built, 'index.html'), 'utf8');
  const main = scriptsOf(entry);
  const all = main.flatMap((name) => scriptsOf(readFileSync(join(built, 'assets', name), 'utf8')));
  const worklist = all.filter((name) => name.startsWith('worklist-screen'));
  const needed = worklist.flatMap((name) => [
    name,
    ...Array.from(
      readFileSync(join(built, 'assets', name), 'utf8').matchAll(/from"[.]\/([\w.-]+\.js)"/g),
      ([, imported = '']) => imported,
    ),
  ]);

  it('is the worklist', () => {
    expect(worklist).toHaveLength(1);
  });

  it('is at most 300 KB of compressed scripts', () => {
    const scripts = [...new Set([...main, ...needed])];
    const bytes = scripts.map(
      (name) => readFileSync(join(built, 'assets', `${name}.br`)).byteLength,
    );
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(mostBytes);
  });
});
