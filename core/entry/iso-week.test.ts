import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysLater, isWeekId, mondayOf, weekNumber, weekOf, weeksBetween } from './iso-week.ts';
import { anyDay } from './sample-entries.ts';

// Dates and weeks as ISO 8601 gives them, around the turns of years that are easily got wrong.
test.each([
  ['2024-12-29', '2024-W52'],
  ['2024-12-30', '2025-W01'],
  ['2025-12-28', '2025-W52'],
  ['2025-12-29', '2026-W01'],
  ['2026-01-01', '2026-W01'],
  ['2026-11-21', '2026-W47'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2021-01-03', '2020-W53'],
  ['2028-02-29', '2028-W09'],
])('%s lies in %s', (day, week) => {
  expect(weekOf(day)).toBe(week);
});

test('a week begins on Monday and has seven days', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const monday = mondayOf(day);
      expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(weekOf(daysLater(monday, 6))).toBe(weekOf(day));
      expect(weekOf(daysLater(monday, 7))).not.toBe(weekOf(day));
      expect(weekOf(day) < weekOf(daysLater(monday, 7))).toBe(true);
    }),
  );
});

test('lists every week between two days once, across years', () => {
  expect(weeksBetween('2026-12-24', '2027-01-12')).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
  expect(weeksBetween('2026-11-16', '2026-11-22')).toEqual(['2026-W47']);
  expect(weeksBetween('2026-11-23', '2026-11-22')).toEqual([]);
});

test('is called by its number', () => {
  expect([weekNumber('2026-W07'), weekNumber('2026-W53')]).toEqual([7, 53]);
});

test('is told from other text', () => {
  expect(['2026-W47', '2026-W00', '2026-W54', '26-W47', 7, null].map(isWeekId)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('a day that no right clock shows falls into the first week there is', () => {
  expect([weekOf('0000-01-01'), weekOf('1969-12-31')]).toEqual(['1970-W02', '1970-W02']);
});
