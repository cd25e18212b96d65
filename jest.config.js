/** One configuration for every workspace; `npm run test:servers` narrows it to the suites that need real servers. */
const transform = {
  '^.+\\.(ts|js)$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

export default {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.servers\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/.cache/'],
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(@connectrpc|@bufbuild)/)'],
  extensionsToTreatAsEsm: [],
  maxWorkers: 2,
  // A process for each file: native addons (lmdb) keep the Date and Error of the first realm that loads them, and every test file is
  // a realm of its own.
  workerIdleMemoryLimit: '1MB',
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/scripts/hanging-files-reporter.mjs'],
};
