import { describe, expect, it } from '@jest/globals';
import { repositoryFiles, textOf } from '../repository.js';
import { coverageOf } from './coverage.js';
import { coveragePage, coveragePagePath } from './coverage-page.js';
import { testsIn } from './written-tests.js';

const coverage = coverageOf(
  repositoryFiles()
    .filter((path) => path.startsWith('libs/domain/src/gates/') || path.endsWith('.spec.ts'))
    .map((path) => ({ path, text: textOf(path) })),
);

describe('the table of what is tested', () => {
  it('stands in docs as the sources give it; otherwise run npm run coverage-table', () => {
    expect(textOf(coveragePagePath)).toBe(coveragePage(coverage));
  });

  it.each(['requirements', 'decisions', 'deadlines', 'branches'] as const)(
    'has a test for all %s',
    (part) => {
      const untested = coverage[part].filter(({ tests }) => tests.length === 0);
      expect(untested.map(({ name }) => name)).toEqual([]);
      expect(coverage[part].length).toBeGreaterThan(10);
    },
  );

  it('names for its branches only tests that there are', () => {
    expect(coverage.branches.flatMap(({ missing }) => missing)).toEqual([]);
  });
});

describe('a test as it is read from its source', () => {
  const source = [
    "describe('a gate (of one)', () => {",
    "  it.each([['a', /\\(/]])('opens %s', () => expect('unit-chosen)').toBe(1));",
    "  // it('is a comment (of course",
    "  it('closes', () => { call('x'); });",
    '});',
    "it('stands alone', () => {});",
  ].join('\n');

  it('has its title with its groups, and its text with its table', () => {
    const tests = testsIn('some.spec.ts', source);
    expect(tests.map(({ title }) => title)).toEqual([
      'a gate (of one) › opens %s',
      'a gate (of one) › closes',
      'stands alone',
    ]);
    expect(tests[0]?.text).toContain('unit-chosen');
    expect(tests[1]?.text).not.toContain('unit-chosen');
  });
});
