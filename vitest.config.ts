import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], ...patience } },
      { test: { name: 'whole', include: ['test/**/*.test.ts'], globalSetup: 'test/build-once.ts', ...patience } },
    ],
  },
});
