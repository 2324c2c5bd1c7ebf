import { expect, test } from 'vitest';
import { counted, isMet, ratioOf, spreadOf, type Measurement } from './measurement.ts';

const timed = (more: Partial<Measurement>): Measurement => ({
  what: 'a page',
  unit: 'ms',
  measured: spreadOf([30, 10, 20]),
  baseline: { what: 'a plain page', value: spreadOf([10, 10, 10]) },
  ...more,
});

test('gives the middle of the rounds, and the least and the most', () => {
  expect(spreadOf([30, 10, 20])).toEqual({ median: 20, least: 10, most: 30 });
  expect(spreadOf([40, 10, 20, 30])).toEqual({ median: 25, least: 10, most: 40 });
});

test('a ratio is that of the medians, and there is none without a baseline', () => {
  expect(ratioOf(timed({}))).toBe(2);
  expect(ratioOf({ what: 'a page', unit: 'kB', measured: counted(3) })).toBeUndefined();
});

test('a target is met up to its very value, of the ratio or of what was measured', () => {
  expect(isMet(timed({ target: { of: 'ratio', atMost: 2 } }))).toBe(true);
  expect(isMet(timed({ target: { of: 'ratio', atMost: 1.9 } }))).toBe(false);
  expect(isMet(timed({ target: { of: 'measured', atMost: 19 } }))).toBe(false);
});

test('a target from below is met from its very value on', () => {
  expect(isMet(timed({ target: { of: 'ratio', atLeast: 2 } }))).toBe(true);
  expect(isMet(timed({ target: { of: 'ratio', atLeast: 2.1 } }))).toBe(false);
});

test('nothing is met or missed without a target', () => {
  expect(isMet(timed({}))).toBeUndefined();
});

test('a ratio that could not be measured is not met', () => {
  expect(isMet({ what: 'x', unit: 'ms', measured: counted(1), target: { of: 'ratio', atMost: 2 } })).toBe(false);
});
