import { expect, test } from 'vitest';
import { countTests } from './count-tests.ts';

const report = (
  [passed, failed, skipped, todo]: readonly [number, number, number, number],
  files: readonly (readonly [status: string, ...tests: string[]])[],
) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: todo,
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((one) => ({ status: one })),
    })),
  });

test('counts what passed and what failed', () => {
  const files = [
    ['passed', 'passed'],
    ['failed', 'passed', 'failed'],
  ] as const;
  expect(countTests(report([2, 1, 0, 0], files), 1)).toEqual({ passed: 2, failed: 1 });
  expect(countTests(report([2, 0, 0, 0], [['passed', 'passed', 'passed']]), 0)).toEqual({ passed: 2, failed: 0 });
});

test('counts a skipped test as failed, and one that is only planned', () => {
  const file = ['passed', 'passed', 'skipped', 'todo'] as const;
  expect(countTests(report([1, 0, 1, 1], [file]), 0)).toEqual({ passed: 1, failed: 2 });
});

test('counts a file that could not be loaded as failed', () => {
  const files = [['passed', 'passed'], ['failed', 'failed'], ['failed'], ['failed', 'passed']] as const;
  expect(countTests(report([2, 1, 0, 0], files), 1)).toEqual({ passed: 2, failed: 3 });
});

test('counts a run that ended badly as failed although every test passed', () => {
  for (const exitCode of [1, null]) {
    expect(countTests(report([3, 0, 0, 0], []), exitCode)).toEqual({ passed: 3, failed: 1 });
  }
});

test('counts a run without a report as failed, or with half of one', () => {
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests('{"numPassedTests": 3, "numFa', null)).toEqual({ passed: 0, failed: 1 });
});
