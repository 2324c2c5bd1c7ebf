import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestThree } from './my-three.ts';
import { anyRunOf, runOn } from './sample-entries.ts';

test('gives the three in their own order, with what was planned for each', () => {
  const run = runOn('2026-11-18', 'prevention-list', {
    list: {
      picked: ['laugh', 'own_1'],
      marked: { laugh: 'want', own_1: 'want' },
      own: [{ id: 'own_1', text: 'Swim' }],
    },
    three: { order: ['own_1', 'laugh', 'own_1', 'own_7'], own: [] },
    'month#laugh': { texts: { small: 'Call her', when: 'week', who: '' }, taken: {} },
    look: { texts: { again: '2026-12-18' }, taken: {} },
  });
  expect(latestThree([run])).toEqual({
    day: '2026-11-18',
    three: [
      { id: 'own_1', text: 'Swim' },
      { id: 'laugh', small: 'Call her', rhythm: 'week' },
    ],
    again: '2026-12-18',
  });
});

test('keeps the three of an earlier time when the last run chose none', () => {
  const entries = [
    runOn('2026-11-18', 'prevention-list', { list: { picked: ['laugh'], marked: { laugh: 'tried' }, own: [] } }),
    runOn('2026-09-18', 'prevention-list', { three: { order: ['nature'], own: [] } }),
  ];
  expect(latestThree(entries)?.three).toEqual([{ id: 'nature' }]);
  expect(latestThree([])).toBeNull();
});

test('never throws, whatever was kept', () => {
  fc.assert(
    fc.property(
      fc.array(anyRunOf('prevention-list', ['list', 'three', 'look', 'month#laugh'])),
      (runs) => void latestThree(runs),
    ),
  );
});
