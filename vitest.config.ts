import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], exclude: ['src/store/**'], ...patience } },
      { test: { name: 'store', include: ['src/store/**/*.test.ts'], globalSetup: 'test/postgresql-once.ts', ...patience } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], ...patience } },
      {
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: ['test/fuzz/**'], globalSetup: 'test/build-once.ts', ...patience },
      },
    ],
  },
});
