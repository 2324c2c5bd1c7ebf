import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringPlaces } from './ring-places.ts';

const quarters = fc.integer({ min: 0, max: 3 });
const counts = fc.integer({ min: 0, max: 40 });

test('lays every token on the rope of its own quarter', () => {
  fc.assert(
    fc.property(quarters, counts, (quarter, count) => {
      const places = ringPlaces(quarter, count);
      expect(places).toHaveLength(count);
      for (const { x, y, size } of places) {
        const middleY = y - size * 0.27 - 130;
        const fromMiddle = Math.hypot(x - 130, middleY);
        expect(fromMiddle).toBeGreaterThan(74);
        expect(fromMiddle).toBeLessThan(112);
        expect(x > 130).toBe(quarter < 2);
        expect(middleY > 0).toBe(quarter === 1 || quarter === 2);
      }
    }),
  );
});
