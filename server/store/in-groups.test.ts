import { setTimeout as pauseFor } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inGroups } from './in-groups.ts';

function doubling(most: number, pause = 1) {
  const groups: (readonly number[])[] = [];
  const double = inGroups(async (asked: readonly number[]) => {
    groups.push(asked);
    await pauseFor(pause);
    return asked.map((one) => one * 2);
  }, most);
  return { groups, double };
}

test('answers together who asks in one turn, each with their own answer', async () => {
  const { groups, double } = doubling(10);
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(groups).toEqual([[1, 2, 3]]);
});

test('lets wait who comes while others are answered, and takes no more than the most at once', async () => {
  const { groups, double } = doubling(3, 20);
  const first = double(1);
  await pauseFor(5);
  expect(await Promise.all([2, 3, 4, 5].map(double))).toEqual([4, 6, 8, 10]);
  expect(await first).toBe(2);
  expect(groups).toEqual([[1], [2, 3, 4], [5]]);
});

test('tells all of a group when it fails, and goes on with the next', async () => {
  let isAway = true;
  const ask = inGroups((asked: readonly number[]) => {
    if (isAway) return Promise.reject(new Error('away'));
    return Promise.resolve(asked);
  }, 10);
  const told = await Promise.allSettled([ask(1), ask(2)]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await ask(3)).toBe(3);
});

test('lets nobody wait for long on a group that gets no answer', async () => {
  const never = new Promise<readonly string[]>(() => undefined);
  const ask = inGroups((asked: readonly string[]) => (asked.includes('lost') ? never : Promise.resolve(asked)), 10, 30);
  let isLost = true;
  void ask('lost').then(() => (isLost = false));
  await pauseFor(10);
  expect(await Promise.all([ask('one'), ask('other')])).toEqual(['one', 'other']);
  expect(isLost).toBe(true);
});
