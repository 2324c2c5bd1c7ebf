import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          testTimeout: 20_000, // Some start real processes, beside other files on the same cores.
          exclude: ['**/node_modules/**', 'build/**', '.svelte-kit/**', 'tests/browser/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/serve-build.ts',
          // Each is slower beside the other, and the whole a third faster.
          maxWorkers: 2,
          retry: 0,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
