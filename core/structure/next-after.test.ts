import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDay } from '#core/entry/sample-entries.ts';
import { daysBetween, nextAfter } from './next-after.ts';

test.each([
  ['day', '2026-12-31', '2027-01-01'],
  ['day', '2028-02-28', '2028-02-29'],
  ['week', '2026-03-27', '2026-04-03'],
  ['two-weeks', '2026-10-20', '2026-11-03'],
  ['month', '2026-06-04', '2026-07-04'],
  ['month', '2026-12-15', '2027-01-15'],
  ['month', '2026-01-31', '2026-02-28'],
  ['month', '2028-01-30', '2028-02-29'],
  ['month', '2026-02-28', '2026-03-28'],
  ['quarter', '2026-11-30', '2027-02-28'],
  ['quarter', '2026-08-31', '2026-11-30'],
  ['year', '2028-02-29', '2029-02-28'],
  ['year', '2026-06-30', '2027-06-30'],
  ['once', '2026-06-30', null],
  ['day', '9999-12-31', null],
  ['week', '1969-12-29', '1970-01-05'],
] as const)('%s after %s is %s', (rhythm, day, next) => {
  expect(nextAfter(rhythm, day)).toBe(next);
});

test.each([
  ['day', 1, 1, 0],
  ['week', 7, 7, 0],
  ['two-weeks', 14, 14, 0],
  ['month', 28, 31, 1],
  ['quarter', 89, 92, 3],
  ['year', 365, 366, 12],
] as const)('%s comes %i to %i days later, and never skips a month', (rhythm, least, most, months) => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const next = nextAfter(rhythm, day) ?? '';
      expect(daysBetween(day, next)).toBeGreaterThanOrEqual(least);
      expect(daysBetween(day, next)).toBeLessThanOrEqual(most);
      const monthsAhead = monthOf(next) - monthOf(day);
      expect(months === 0 || monthsAhead === months).toBe(true);
    }),
  );
});

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
