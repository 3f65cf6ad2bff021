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

const project = (displayName, folders, testTimeout) => ({
  ...base,
  displayName,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
  testTimeout,
});

export default {
  projects: [
    project('unit', ['apps', 'libs', 'workflows', 'bench', 'test/invariants'], 10_000),
    project('architecture', ['test/architecture'], 60_000),
    project('workflow', ['test/workflow', 'test/replay'], 60_000),
    project(
      'integration',
      [
        'test/kafka',
        'test/event-intake',
        'test/journal-projector',
        'test/coordinator-api',
        'test/vault',
        'test/local-stack',
        'test/containers',
      ],
      120_000,
    ),
    project('end-to-end', ['test/end-to-end'], 600_000),
  ],
};
