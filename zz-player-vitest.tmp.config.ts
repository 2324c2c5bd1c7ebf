import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { name: 'browser', environment: 'node', include: ['tests/browser/**/*.test.ts'], globalSetup: '/work/main/tests/browser/zz-serve.ts', maxWorkers: 1, testTimeout: 90_000, hookTimeout: 120_000 } });
