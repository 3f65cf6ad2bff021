import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  copyFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cruise, projectRoot, type Violation } from './cruise.js';
import { plants } from './planted-violations.js';

type Rule = { readonly name: string };
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: readonly Rule[];
};
const folders = ['apps', 'libs', 'workflows', 'test', 'bench'];

describe('the arrows of the architecture', () => {
  it('are kept by every file', async () => {
    const present = folders.filter((folder) => existsSync(join(projectRoot, folder)));
    const { files, violations } = await cruise(projectRoot, present);
    expect(files).toBeGreaterThan(200);
    expect(violations).toEqual([]);
  });
});

describe('each arrow', () => {
  let root = '';
  let violations: readonly Violation[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'planted-violations-'));
    copyFileSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    for (const { file, text, beside } of Object.values(plants)) {
      for (const [path, content] of Object.entries({ ...beside, [file]: text })) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
      }
    }
    ({ violations } = await cruise(root, ['apps', 'libs', 'workflows', 'test']));
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('has a violation planted for it', () => {
    expect(Object.keys(plants).toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(plants))('%s is found broken where it is', (rule, { file }) => {
    expect(violations.filter((found) => found.rule === rule).map(({ from }) => from)).toContain(
      file,
    );
  });
});
