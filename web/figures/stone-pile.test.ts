import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseForCount, pileStones } from './stone-pile.ts';

const counts = fc.integer({ min: 0, max: 60 });
const WIDTH = 128;

test('draws one stone for every count, however many there are', () => {
  fc.assert(
    fc.property(counts, counts, (own, other) => {
      expect(pileStones(own, baseForCount(Math.max(own, other)), WIDTH)).toHaveLength(own);
    }),
  );
});

test('keeps a heap within its half of the plank and never under it', () => {
  fc.assert(
    fc.property(counts, (count) => {
      for (const stone of pileStones(count, baseForCount(count), WIDTH)) {
        expect(Math.abs(stone.x) + stone.size / 2).toBeLessThanOrEqual(WIDTH / 2 + 8);
        expect(stone.y).toBeLessThanOrEqual(0);
      }
    }),
  );
});

test('draws a stone of the same size on either side', () => {
  const base = baseForCount(Math.max(2, 14));
  expect(pileStones(2, base, WIDTH)[0]?.size).toBe(pileStones(14, base, WIDTH)[0]?.size);
});
