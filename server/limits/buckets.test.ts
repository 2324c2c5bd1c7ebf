import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBuckets } from './buckets.ts';

const minute = 60_000;

test('lets through a whole bucket at once, then as many as come back', () => {
  const { take } = createBuckets({ count: 60, perMs: minute }, 10);
  const all = Array.from({ length: 61 }, () => take('one', 0));
  expect(all).toEqual([...Array.from({ length: 60 }, () => 0), 1]);
  expect([take('one', 1_000), take('one', 1_000)]).toEqual([0, 1]);
  expect(take('two', 1_000)).toBe(0);
  expect(Array.from({ length: 60 }, () => take('one', 10 * minute)).every((wait) => wait === 0)).toBe(true);
  expect(take('one', 10 * minute)).toBe(1);
});

test('says how long to wait, and whoever waits so long gets through, whatever the rate', () => {
  const rate = fc.record({ count: fc.integer({ min: 1, max: 1_000 }), perMs: fc.integer({ min: 1_000, max: 36e5 }) });
  fc.assert(
    fc.property(rate, fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 }), (given, steps) => {
      const { take } = createBuckets(given, 10);
      let now = 0;
      for (const step of steps) {
        now += step;
        const wait = take('one', now);
        now += wait * 1_000;
        expect(wait === 0 || take('one', now) === 0).toBe(true);
      }
    }),
  );
});

test('keeps no more buckets than it may, and those that were asked for last', () => {
  const { take, size } = createBuckets({ count: 1, perMs: minute }, 3);
  for (const key of ['a', 'b', 'c']) take(key, 0);
  expect(take('a', 0)).toBe(60);
  take('d', 0);
  expect(size()).toBe(3);
  // `b` was the oldest, and is new again; `a` is still known.
  expect([take('a', 0), take('b', 0)]).toEqual([60, 0]);
  for (let count = 0; count < 1_000; count++) take(`x${count}`, 0);
  expect(size()).toBe(3);
});

test('gives nothing for a clock that goes back', () => {
  const { take } = createBuckets({ count: 1, perMs: minute }, 3);
  expect([take('a', minute), take('a', 0), take('a', minute - 1)]).toEqual([0, 60, 1]);
});
