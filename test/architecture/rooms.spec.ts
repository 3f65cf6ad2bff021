import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { foldersOf, packageFile, repositoryFiles, textOf } from './repository.js';

const files = repositoryFiles();
const rooms = foldersOf(files).filter((folder) =>
  /^(apps|libs|workflows|test|bench)\b/.test(folder),
);
const isDescribedByItsParent = (folder: string): boolean => basename(folder) === 'src';
const drawers = ['utils', 'common', 'helpers', 'types', 'shared', 'misc', 'lib'];

const within = (parent: string): readonly string[] => {
  const inside = files.filter((file) => file.startsWith(`${parent}/`));
  return [...new Set(inside.map((file) => file.split('/')[1] ?? ''))].toSorted();
};
const apps = within('apps');
const libraries = within('libs');

describe('the rooms of the repository', () => {
  it.each(rooms.filter((folder) => !isDescribedByItsParent(folder)))(
    '%s says in two lines what belongs there and what does not',
    (folder) => {
      const readme = `${folder}/README.md`;
      expect(files).toContain(readme);
      expect(textOf(readme).trim().split('\n')).toHaveLength(2);
    },
  );

  it('have names of the domain: none is a drawer for whatever is left over', () => {
    expect(rooms.filter((folder) => drawers.includes(basename(folder)))).toEqual([]);
  });

  it('are open through one import each, where there is a library', () => {
    const { imports } = packageFile();
    const expected = Object.fromEntries([
      ...libraries.map((library) => [
        `#${library}/*.js`,
        {
          source: `./libs/${library}/src/*.ts`,
          default: `./dist/libs/${library}/src/*.js`,
        },
      ]),
      ['#workflows/*.js', { source: './workflows/*.ts', default: './dist/workflows/*.js' }],
      ['#released/*.js', './workflows/released/*.js'],
    ]) as unknown;
    expect(imports).toEqual(expected);
  });

  it('of processes start at main.ts', () => {
    expect(apps.filter((app) => !files.includes(`apps/${app}/src/main.ts`))).toEqual([]);
  });

  it('are the projects that Nest is told of', () => {
    const { projects } = JSON.parse(textOf('nest-cli.json')) as {
      readonly projects: Readonly<Record<string, { readonly sourceRoot: string }>>;
    };
    const sources = Object.values(projects).map(({ sourceRoot }) => sourceRoot);
    expect(sources.toSorted()).toEqual([
      ...apps.map((app) => `apps/${app}/src`),
      ...libraries.map((library) => `libs/${library}/src`),
    ]);
  });
});

describe('every test', () => {
  type Project = { readonly displayName: string; readonly testMatch: readonly string[] };
  const configuration = new URL('../../jest.config.js', import.meta.url).href;
  const specs = files.filter((file) => file.endsWith('.spec.ts'));

  it('is run by exactly one project of Jest', async () => {
    const { default: jest } = (await import(configuration)) as {
      readonly default: { readonly projects: readonly Project[] };
    };
    const folders = jest.projects.flatMap(({ testMatch }) =>
      testMatch.map(
        (pattern) => /^<rootDir>\/(.*\/)\*\*\/\*\.spec\.ts$/.exec(pattern)?.[1] ?? pattern,
      ),
    );
    const runs = (spec: string): number =>
      folders.filter((folder) => spec.startsWith(folder)).length;
    expect(specs.filter((spec) => runs(spec) !== 1)).toEqual([]);
  });
});

describe('the code', () => {
  const code = files.filter((file) =>
    /^(apps|libs|workflows|test|bench)\/.*\.(ts|mjs)$/.test(file),
  );
  const product = code.filter((file) => /^(apps|libs|workflows)\//.test(file));
  const holding = (paths: readonly string[], pattern: RegExp): readonly string[] =>
    paths.filter(
      (path) => path !== 'test/architecture/rooms.spec.ts' && pattern.test(textOf(path)),
    );

  it('reads the environment in libs/config alone, but for the local stack, which starts other programs', () => {
    const readers = holding(product, /process\s*\.\s*env|from 'node:process'/);
    const others = readers.filter((path) => !path.startsWith('apps/local-stack/'));
    expect(others).toEqual(['libs/config/src/configuration.ts']);
  });

  it('asks no rule of lint or type to look away', () => {
    expect(
      holding(code, /@ts-(ignore|expect-error|nocheck)|(oxlint|eslint|prettier)-(disable|ignore)/),
    ).toEqual([]);
  });

  it('leaves nothing for later and nothing switched off', () => {
    expect(holding(code, /\b(TODO|FIXME|XXX)\b|\b(it|describe|test)\.(skip|only|todo)\b/)).toEqual(
      [],
    );
  });

  it('keeps clock, randomness and the world out of the domain', () => {
    const domain = product.filter((path) => /^libs\/domain\/src\/.*(?<!\.spec)\.ts$/.test(path));
    expect(domain.length).toBeGreaterThan(30);
    expect(
      holding(
        domain,
        /Date\.now|new Date\(\)|Math\.random|crypto\.|setTimeout|\bfetch\(|process\./,
      ),
    ).toEqual([]);
  });
});
