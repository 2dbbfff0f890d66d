import type { Reporter } from 'vitest/node';

/** Names every test that was tried again (`retry` in vitest.config.ts): Vitest itself is silent where a file passed. */
export const secondTries: Reporter = {
  onTestCaseResult(test): void {
    if (!test.diagnostic()?.retryCount) return;
    process.stdout.write(`second try: ${test.result().state} ${test.module.relativeModuleId} > ${test.fullName}\n`);
  },
};
