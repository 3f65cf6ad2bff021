/** A file that breaks the arrow of its name, and what else must stand there for it to do so. */
export type Plant = {
  readonly file: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
};

const using = (specifier: string): string =>
  `import * as planted from '${specifier}';\nexport const use = planted;\n`;
const nothing = 'export const nothing = 1;\n';

const libraryPlant = (library: string, forbidden: string): Plant => ({
  file: `libs/${library}/src/planted-${forbidden}.ts`,
  text: using(`#${forbidden}/planted.js`),
  beside: { [`libs/${forbidden}/src/planted.ts`]: nothing },
});

/** One violation for every rule that stands in the configuration, by the rule's name. */
export const plants: Readonly<Record<string, Plant>> = {
  'domain-imports-nothing': {
    file: 'libs/domain/src/planted-hash.ts',
    text: using('node:crypto'),
  },
  'contracts-import-little': {
    file: 'libs/contracts/src/planted-file.ts',
    text: using('node:fs'),
  },
  'domain-keeps-its-arrows': libraryPlant('domain', 'contracts'),
  'config-keeps-its-arrows': libraryPlant('config', 'kafka'),
  'observability-keeps-its-arrows': libraryPlant('observability', 'config'),
  'contracts-keeps-its-arrows': libraryPlant('contracts', 'products'),
  'products-keeps-its-arrows': libraryPlant('products', 'database'),
  'kafka-keeps-its-arrows': libraryPlant('kafka', 'domain'),
  'journal-keeps-its-arrows': libraryPlant('journal', 'database'),
  'temporal-keeps-its-arrows': libraryPlant('temporal', 'kafka'),
  'database-keeps-its-arrows': libraryPlant('database', 'register'),
  'register-keeps-its-arrows': libraryPlant('register', 'vault'),
  'vault-keeps-its-arrows': libraryPlant('vault', 'kafka'),
  'partners-keeps-its-arrows': libraryPlant('partners', 'temporal'),
  'dead-letters-keeps-its-arrows': libraryPlant('dead-letters', 'temporal'),
  'access-keeps-its-arrows': libraryPlant('access', 'signatures'),
  'signatures-keeps-its-arrows': libraryPlant('signatures', 'access'),
  'every-library-has-arrows': {
    file: 'apps/coordinator-api/src/planted-library.ts',
    text: using('../../../libs/unknown/src/planted.js'),
    beside: { 'libs/unknown/src/planted.ts': nothing },
  },
  'workflows-import-little': {
    file: 'workflows/stages/planted-timer.ts',
    text: using('node:timers'),
  },
  'workflows-import-only-types-of-contracts': {
    file: 'workflows/stages/planted-schema.ts',
    text: using('#contracts/planted.js'),
    beside: { 'libs/contracts/src/planted.ts': nothing },
  },
  'page-knows-the-pure-alone': {
    file: 'apps/coordinator-web/src/planted-register.ts',
    text: using('#register/planted.js'),
    beside: { 'libs/register/src/planted.ts': nothing },
  },
  'page-imports-only-types-of-contracts': {
    file: 'apps/coordinator-web/src/planted-schema.ts',
    text: using('#contracts/planted.js'),
    beside: { 'libs/contracts/src/planted.ts': nothing },
  },
  'workflows-are-reached-by-their-messages': {
    file: 'apps/coordinator-api/src/planted-workflow.ts',
    text: using('#workflows/stages/planted.js'),
    beside: { 'workflows/stages/planted.ts': nothing },
  },
  'apps-never-import-apps': {
    file: 'apps/coordinator-api/src/planted-app.ts',
    text: using('../../event-intake/src/planted.js'),
    beside: { 'apps/event-intake/src/planted.ts': nothing },
  },
  'only-the-worker-reaches-temporal-worker': {
    file: 'apps/coordinator-api/src/planted-host.ts',
    text: using('#temporal/planted-host.js'),
    beside: { 'libs/temporal/src/planted-host.ts': using('@temporalio/worker') },
  },
  'simulator-is-an-outsider': {
    file: 'apps/partner-simulator/src/planted-shortcut.ts',
    text: using('@temporalio/client'),
  },
  'only-kafka-imports-kafkajs': {
    file: 'apps/event-intake/src/planted-client.ts',
    text: using('kafkajs'),
  },
  'only-database-imports-pg': {
    file: 'libs/register/src/planted-client.ts',
    text: using('pg'),
  },
  'only-temporal-imports-temporalio-worker': {
    file: 'apps/journal-projector/src/planted-worker.ts',
    text: using('@temporalio/worker'),
  },
  'invariant-checker-shares-no-code': {
    file: 'test/invariants/planted-shared.ts',
    text: using('#domain/planted.js'),
    beside: { 'libs/domain/src/planted.ts': nothing },
  },
  'product-never-imports-tests': {
    file: 'apps/event-intake/src/planted-test.ts',
    text: using('../../../test/kafka/planted.js'),
    beside: { 'test/kafka/planted.ts': nothing },
  },
  'product-runs-without-development-packages': {
    file: 'apps/event-intake/src/planted-tool.ts',
    text: using('fast-check'),
  },
  'no-cycles': {
    file: 'apps/event-intake/src/planted-circle-begin.ts',
    text: using('./planted-circle-end.js'),
    beside: { 'apps/event-intake/src/planted-circle-end.ts': using('./planted-circle-begin.js') },
  },
  'no-orphans': { file: 'apps/event-intake/src/planted-orphan.ts', text: nothing },
  'no-unresolvable': {
    file: 'apps/event-intake/src/planted-hole.ts',
    text: using('./never-written.js'),
  },
};
