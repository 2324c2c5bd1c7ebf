import { describe, expect, it } from 'vitest';
import { problemsToLines, summaryOf } from './print-problems.ts';
import type { Problem } from './problem.ts';

const problem = (fields: Partial<Problem>): Problem => ({
  severity: 'error',
  rule: 'kinds',
  file: 'content/practices/vik/da.md',
  message: 'is missing',
  todo: 'write it',
  ...fields,
});

describe('problemsToLines', () => {
  it('groups by file, puts errors first and says where and what to do', () => {
    const lines = problemsToLines([
      problem({ severity: 'warning', line: 3, field: 'title' }),
      problem({ step: 'zones', field: 'laws', line: 9 }),
      problem({ file: 'content/help/dk.json' }),
    ]);
    expect(lines).toEqual([
      'content/help/dk.json',
      '  error   is missing → write it',
      '',
      'content/practices/vik/da.md',
      '  error   line 9 zones.laws: is missing → write it',
      '  warning line 3 title: is missing → write it',
      '',
    ]);
  });
});

describe('summaryOf', () => {
  it('counts errors and warnings apart', () => {
    const problems = [problem({}), problem({ severity: 'warning' }), problem({ severity: 'warning' })];
    expect(summaryOf(31, 3, problems)).toBe('31 rows × 3 languages: 1 error, 2 warnings');
    expect(summaryOf(1, 3, [])).toBe('1 row × 3 languages: 0 errors, 0 warnings');
  });
});
