import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ButtonWeek } from '#core/entry/buttons-by-week.ts';
import { weeksBetween } from '#core/entry/iso-week.ts';
import { weeksToTideRows } from './tide-weeks.ts';

const weeksOf = (marks: readonly number[]): ButtonWeek[] =>
  weeksBetween('2026-01-05', '2026-12-31')
    .slice(0, marks.length)
    .map((week, index) => ({ week, buttons: Array.from({ length: marks[index] ?? 0 }, () => 'pause' as const) }));

test('a short silence keeps a row for each week, a long one becomes one row', () => {
  expect(
    weeksToTideRows(weeksOf([1, 0, 0, 0, 2, 0, 0, 0, 0])).map(({ first, last, buttons }) => [
      first,
      last,
      buttons.length,
    ]),
  ).toEqual([
    ['2026-W02', '2026-W02', 1],
    ['2026-W03', '2026-W03', 0],
    ['2026-W04', '2026-W04', 0],
    ['2026-W05', '2026-W05', 0],
    ['2026-W06', '2026-W06', 2],
    ['2026-W07', '2026-W10', 0],
  ]);
});

test('no week and no mark is lost, and the order stands', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { maxLength: 50 }), (marks) => {
      const weeks = weeksOf(marks);
      const rows = weeksToTideRows(weeks);
      expect(rows.flatMap(({ first, last }) => weeks.filter(({ week }) => week >= first && week <= last))).toEqual(
        weeks,
      );
      expect(rows.flatMap(({ buttons }) => buttons)).toHaveLength(marks.reduce((sum, mark) => sum + mark, 0));
    }),
  );
});
