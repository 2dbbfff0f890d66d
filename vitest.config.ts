import { defineConfig } from 'vitest/config';
import { secondTries } from './test/support/second-tries.ts';

// Thousands of tests wait for processes, databases and a browser on machines that others use too. In CI what fails is
// tried once more; `.ci/run` lists what needed it, since a test that often does has a fault of its own or has found one.
const retry = process.env['CI'] ? 1 : 0;

export default defineConfig({
  test: {
    reporters: retry ? ['default', secondTries] : ['default'],
    projects: [
      {
        test: {
          name: 'main',
          retry,
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/acceptance/**', 'test/chaos/**', '**/*.slow.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          setupFiles: ['test/support/fast-check-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
          // A worker loads the code once, not once per file: a third of the time. Files undo what they fake or stub.
          isolate: false,
        },
      },
      {
        // What starts many processes, or goes over the whole catalogue again and again: run with the end-to-end tests.
        test: {
          name: 'slow',
          retry,
          include: ['test/**/*.slow.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          setupFiles: ['test/support/fast-check-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
          // After the end-to-end tests, not beside them.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          retry,
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/support/e2e-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        // Minutes of real processes that die; not part of any other run.
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/support/e2e-setup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          globalSetup: [
            'test/acceptance/support/acceptance-setup.ts',
            'test/support/global-setup.ts',
            'test/support/e2e-setup.ts',
          ],
          testTimeout: 120_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
