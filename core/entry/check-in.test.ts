import { expect, test } from 'vitest';
import { checkInToAnswers, isEmptyCheckIn, readCheckIn } from './check-in.ts';
import { checkInOn, runOn } from './sample-entries.ts';

test('keeps only what was said', () => {
  expect(checkInToAnswers({ gave: [], cost: ['unrest'], line: '  ' })).toEqual({ out: ['unrest'] });
  expect(isEmptyCheckIn({ gave: [], cost: [], line: ' ' })).toBe(true);
  expect(isEmptyCheckIn({ gave: ['sleep'], cost: [] })).toBe(false);
});

test('reads back what was kept', () => {
  const checkIn = { button: 'alarm', gave: ['sleep'], cost: ['unrest', 'change'], line: 'A long one' } as const;
  expect(readCheckIn(checkInOn('2026-11-21', checkIn))).toEqual(checkIn);
});

test('passes over what it does not know, and takes no other entry for a check-in', () => {
  const odd = { button: 'panic', in: ['sleep', 7, ''], out: 'unrest', line: 4 };
  expect(readCheckIn(runOn('2026-11-21', 'check-in', odd, { kind: 'check-in' }))).toEqual({
    gave: ['sleep'],
    cost: [],
  });
  expect(readCheckIn(runOn('2026-11-21', 'button-check', { button: 'alarm' }))).toBeNull();
});
