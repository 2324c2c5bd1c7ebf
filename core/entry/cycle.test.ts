import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestCycle } from './cycle.ts';
import { anyRunOf, runOn } from './sample-entries.ts';

const ring = (counts: Record<string, number>) => ({ texts: {}, counts });

test('gives the stones as they were last laid, and where it was thin', () => {
  const entries = [
    runOn('2026-10-01', 'cycle-of-caring', { ring: ring({ begin: 5 }) }),
    runOn('2026-11-18', 'cycle-of-caring', {
      ring: ring({ begin: 2, stay: 3, part: 1 }),
      thin: { picked: ['refill'], own: [] },
    }),
  ];
  expect(latestCycle(entries)).toEqual({
    day: '2026-11-18',
    counts: { begin: 2, stay: 3, part: 1, refill: 0 },
    thin: 'refill',
  });
});

test('falls back on the time before when the last run left no stones', () => {
  const entries = [
    runOn('2026-10-01', 'cycle-of-caring', { ring: ring({ stay: 1 }) }),
    runOn('2026-11-18', 'cycle-of-caring', { thin: { picked: ['part'], own: [] } }),
  ];
  expect(latestCycle(entries)?.day).toBe('2026-10-01');
  expect(latestCycle([])).toBeNull();
});

test('draws no more stones than a ring can hold, and none that are no count', () => {
  const counts = latestCycle([
    runOn('2026-11-18', 'cycle-of-caring', { ring: ring({ begin: 4000, stay: -2, part: 1.5 }) }),
  ])?.counts;
  expect(counts).toEqual({ begin: 12, stay: 0, part: 0, refill: 0 });
});

test('never throws, whatever was kept', () => {
  fc.assert(fc.property(fc.array(anyRunOf('cycle-of-caring', ['ring', 'thin'])), (runs) => void latestCycle(runs)));
});
