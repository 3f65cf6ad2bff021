import type { Coverage, Covered } from './coverage.js';

/** Where the page stands. */
export const coveragePagePath = 'docs/protocol/coverage.md';

const mostTests = 3;

/** The page that says of everything the protocol has which tests name it. */
export function coveragePage(coverage: Coverage): string {
  const { requirements, decisions, deadlines, branches } = coverage;
  return [
    '# What is tested',
    'Written by `npm run coverage-table` from the sources: what the gates require, the table of decisions, the kinds of deadlines, the branches of a journey, and every test in which each is named. A test fails when this page differs, and when something has no test. That a test names something says where to look, not how well it looks.',
    '## Branches',
    section('branch', branches),
    '## Requirements of the gates',
    '`*` stands for what a product or a part puts in.',
    section('requirement', requirements),
    '## Decisions',
    section('decision', decisions),
    '## Deadlines',
    section('deadline', deadlines),
    '',
  ].join('\n\n');
}

function section(head: string, all: readonly Covered[]): string {
  const rows = all.map(
    ({ name, tests }) => `| ${head === 'branch' ? name : `\`${name}\``} | ${testsOf(tests)} |`,
  );
  return [`| ${head} | tests |`, '| --- | --- |', ...rows].join('\n');
}

function testsOf(tests: Covered['tests']): string {
  const listed = tests
    .slice(0, mostTests)
    .map(({ file, title }) => `[${title.replaceAll('|', '\\|')}](../../${file})`);
  const more = tests.length - listed.length;
  return [...listed, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
