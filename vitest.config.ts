import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Runs of the command line must not see what the person who tests has stored.
process.env.XDG_DATA_HOME = mkdtempSync(join(tmpdir(), 'opsex-test-data-'));
process.env.OPSEX_DATABASE_URL = '';

const patience = { testTimeout: 30_000, hookTimeout: 60_000 };
/** These need a store on both engines. */
const onStores = ['src/store/**/*.test.ts', 'src/sources/events/**/import*.test.ts'];
const wholeImports = 'test/events*.test.ts';
const servers = 'test/server*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: '100%', // files at the same time; programs that they start measure what they took by processor time
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'web/**/*.test.ts'], exclude: onStores, ...patience } },
      { test: { name: 'store', include: onStores, globalSetup: 'test/postgresql-once.ts', ...patience } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], ...patience } },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fuzz/**', 'test/browser/**', wholeImports, servers],
          globalSetup: 'test/build-once.ts',
          ...patience,
        },
      },
      {
        test: {
          name: 'events',
          include: [wholeImports],
          globalSetup: ['test/build-once.ts', 'test/postgresql-once.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'server',
          include: [servers],
          globalSetup: ['test/build-once.ts', 'test/postgresql-once.ts'],
          ...patience,
        },
      },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/setup.ts', ...patience } },
    ],
  },
});
