const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
  },
];

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
};

/** What is drawn: over a document without a browser. */
const page = {
  ...base,
  displayName: 'page',
  testEnvironment: 'jsdom',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.ts$': swc,
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testMatch: ['<rootDir>/apps/coordinator-web/**/*.spec.tsx'],
  globals: { longestTestMs: 20_000 },
  setupFilesAfterEnv: ['<rootDir>/test/longest-test.js'],
};

const project = (displayName, folders, longestTestMs) => ({
  ...base,
  displayName,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
  // Jest takes `testTimeout` for all projects alike, so each project's own is set at its start.
  globals: { longestTestMs },
  setupFilesAfterEnv: ['<rootDir>/test/longest-test.js'],
});

export default {
  projects: [
    project(
      'unit',
      [
        'apps',
        'libs',
        'workflows',
        'bench',
        'test/invariants',
        'test/partner-simulator',
        'test/cohorts',
        'test/chaos',
        'test/planted',
        'test/model',
      ],
      10_000,
    ),
    page,
    project('architecture', ['test/architecture'], 60_000),
    project('workflow', ['test/workflow', 'test/replay'], 180_000),
    project(
      'integration',
      [
        'test/kafka',
        'test/by-hand',
        'test/event-intake',
        'test/journal-projector',
        'test/coordinator-api',
        'test/vault',
        'test/watchdog',
        'test/payloads',
        'test/local-stack',
        'test/treatment-worker',
        'test/containers',
        'test/operations',
      ],
      120_000,
    ),
    project('browser', ['test/browser'], 240_000),
    project('end-to-end', ['test/end-to-end'], 600_000),
  ],
};
