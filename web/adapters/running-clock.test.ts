import { beforeEach, expect, test, vi } from 'vitest';
import { clockRanUntil, runClock } from './running-clock.ts';

const MINUTE = 60_000;
let began = Date.parse('2026-11-21T08:00Z');
beforeEach(() => {
  // Each test on a day of its own: the clock that was stopped last is known for as long as the page lives.
  began += 24 * 60 * MINUTE;
  vi.useFakeTimers({ now: began });
  return () => vi.useRealTimers();
});

test('a clock runs to its end, and no longer, though nobody stops it', () => {
  const stop = runClock(began + 3 * MINUTE);
  expect(clockRanUntil(began + 2 * MINUTE)).toBe(began + 2 * MINUTE);
  expect(clockRanUntil(began + 60 * MINUTE)).toBe(began + 3 * MINUTE);
  stop();
});

test('a clock that is stopped ran until then, and another one may run on', () => {
  const stopShort = runClock(began + 10 * MINUTE);
  const stopLong = runClock(began + 4 * MINUTE);
  vi.setSystemTime(began + MINUTE);
  stopShort();
  expect(clockRanUntil(began + 3 * MINUTE)).toBe(began + 3 * MINUTE);
  vi.setSystemTime(began + 2 * MINUTE);
  stopLong();
  expect(clockRanUntil(began + 60 * MINUTE)).toBe(began + 2 * MINUTE);
});

test('a clock of the device that is set back makes no clock run longer', () => {
  const stop = runClock(began + 3 * MINUTE);
  expect(clockRanUntil(began - 1)).toBeLessThan(began - 1);
  stop();
  expect(clockRanUntil(began - 1)).toBeLessThan(began - 1);
});
