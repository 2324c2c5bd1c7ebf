import { expect, test } from 'vitest';
import type { JsonObject } from './entry.ts';
import { runOn } from './sample-entries.ts';
import { weekLines } from './week-lines.ts';

test('gives the lines in the order they were written, each with its week', () => {
  const second = runOn('2026-11-20', 'week-line', { week: '2026-W43', line: ' We were two short ' });
  const first = runOn('2026-11-18', 'week-line', { week: '2026-W46', line: 'Quiet' });
  expect(weekLines([second, first])).toEqual([
    { entry: first.id, week: '2026-W46', line: 'Quiet' },
    { entry: second.id, week: '2026-W43', line: 'We were two short' },
  ]);
});

test('passes over a week or a line it cannot read', () => {
  const odd: JsonObject[] = [{ week: 43, line: 'x' }, { week: '2026-W43' }, { week: '2026-W43', line: '' }];
  expect(weekLines(odd.map((answers) => runOn('2026-11-20', 'week-line', answers)))).toEqual([]);
});
