import { deadlineKinds } from '#domain/deadlines/deadline-kinds.js';
import { decisionTable, siteDecisionTable } from '#domain/decisions/decision-table.js';
import { branches } from './branches.js';
import { testsIn, type WrittenTest } from './written-tests.js';

/** A file of the repository and what stands in it. */
export type SourceFile = { readonly path: string; readonly text: string };

/** One thing of the protocol and the tests that name it. */
export type Covered = {
  readonly name: string;
  readonly tests: readonly Pick<WrittenTest, 'file' | 'title'>[];
};

/** Everything the protocol has, each with its tests. */
export type Coverage = {
  readonly requirements: readonly Covered[];
  readonly decisions: readonly Covered[];
  readonly deadlines: readonly Covered[];
  readonly branches: readonly (Covered & { readonly missing: readonly string[] })[];
};

const anyPart = '[a-z0-9-]+';

/** The ids that the gates give their requirements, as they are written; `*` stands for what is put in. */
export function requirementIds(gates: readonly SourceFile[]): readonly string[] {
  const written = /\bid: (?:'([a-z0-9-]+)'|`([^`]+)`)|\},\s*'([a-z-]+)',\s*\)/g;
  const ids = gates.flatMap(({ text }) =>
    Array.from(text.matchAll(written), ([, plain, template, third]) =>
      (plain ?? template ?? third ?? '').replaceAll(/\$\{[^}]+\}/g, '*'),
    ),
  );
  return [...new Set(ids)].toSorted();
}

/** Requirements, decisions, deadlines and branches with the tests that name them, from the sources alone. */
export function coverageOf(files: readonly SourceFile[]): Coverage {
  const gates = files.filter(
    ({ path }) => path.startsWith('libs/domain/src/gates/') && !path.endsWith('.spec.ts'),
  );
  const tests = files
    .filter(({ path }) => path.endsWith('.spec.ts'))
    .flatMap(({ path, text }) => [...testsIn(path, text), outsideOf(path, text)]);
  const named = (name: string, behind = ''): Covered => {
    const pattern = new RegExp(`['"\`]${name.replaceAll('*', anyPart)}${behind}['"\`]`);
    return { name, tests: tests.filter(({ text }) => pattern.test(text)) };
  };
  return {
    requirements: requirementIds(gates).map((id) => named(id)),
    decisions: Object.keys({ ...decisionTable, ...siteDecisionTable }).map((type) => named(type)),
    deadlines: Object.keys(deadlineKinds).map((kind) => named(kind, '(?:[/#][^\'"`]*)?')),
    branches: branches.map(({ branch, tests: titles }) => ({
      name: branch,
      tests: titles.flatMap((title) => tests.filter((one) => one.title === title)),
      missing: titles.filter((title) => !tests.some((one) => one.title === title)),
    })),
  };
}

/** What stands in a spec file outside its tests: tables and helpers that several of them share. */
function outsideOf(file: string, source: string): WrittenTest {
  const inside = testsIn(file, source).map(({ text }) => text);
  const text = inside.reduce((rest, one) => rest.replace(one, ''), source);
  return { file, title: 'the tables of the file', text };
}
