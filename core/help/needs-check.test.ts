import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needsCheck } from './needs-check.ts';

test('asks for a check when nobody ever checked', () => {
  expect(needsCheck(null, '2026-11-21')).toBe(true);
  expect(needsCheck('soon', '2026-11-21')).toBe(true);
});

test('trusts a number for twelve months to the day, and no longer', () => {
  expect(needsCheck('2025-11-21', '2026-11-21')).toBe(false);
  expect(needsCheck('2025-11-21', '2026-11-22')).toBe(true);
  expect(needsCheck('2015-01-01', '2026-11-21')).toBe(true);
  expect(needsCheck('2024-02-29', '2025-03-01')).toBe(false);
  expect(needsCheck('2024-02-29', '2025-03-02')).toBe(true);
});

test('once a number has become too old, it stays so until it is checked again', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, day, (checked, one, other) => {
      const [earlier, later] = [one, other].sort() as [string, string];
      return !needsCheck(checked, earlier) || needsCheck(checked, later);
    }),
  );
});
