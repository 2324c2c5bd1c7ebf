import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layRope, type Point } from './lay-rope.ts';

const point = fc.tuple(fc.integer({ min: 0, max: 320 }), fc.integer({ min: 0, max: 320 }));
const numbersOf = (path: string) => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
const pointsOf = (path: string): Point[] => {
  const numbers = numbersOf(path);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0] as const] : []));
};

test('starts where it is told and ends where it is told', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), fc.integer({ min: 4, max: 40 }), (through, width) => {
      const way = pointsOf(layRope(through, width).way);
      expect(way.at(0)).toEqual(through.at(0));
      expect(way.at(-1)).toEqual(through.at(-1));
    }),
  );
});

test('lays a strand for every stretch as long as the rope is thick, whatever its direction', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 5, max: 40 }), (degrees, width) => {
      const angle = (degrees * Math.PI) / 180;
      const { lobes } = layRope([[0, 0], [300 * Math.cos(angle), 300 * Math.sin(angle)]], width);
      expect(Math.abs(lobes.length - 300 / (width * 0.6))).toBeLessThanOrEqual(1);
    }),
  );
});

test('keeps every strand within the thickness of the rope', () => {
  const width = 20;
  for (const lobe of layRope([[0, 50], [150, 50], [300, 50]], width).lobes)
    for (const [, y] of pointsOf(lobe)) expect(Math.abs(y - 50)).toBeLessThan(width * 0.7);
});

test('lays nothing where there is no way', () => {
  expect(layRope([], 10).lobes).toEqual([]);
  expect(layRope([[4, 4], [4, 4]], 10).lobes).toEqual([]);
});
