import { expect, test } from 'vitest';
import { LOOP_MIDDLE, loopPlaces, loopStretches } from './loop-places.ts';

const everySize = [4, 5, 6, 7, 8] as const;
const fromMiddle = (x: number, y: number) => Math.hypot(x - LOOP_MIDDLE, y - LOOP_MIDDLE);

test('begins at twelve o’clock and goes on with the sun', () => {
  const [first, second] = loopPlaces(4);
  expect(first).toEqual({ x: LOOP_MIDDLE, y: LOOP_MIDDLE - 104, degrees: 0 });
  expect(second).toEqual({ x: LOOP_MIDDLE + 104, y: LOOP_MIDDLE, degrees: 90 });
});

test.each(everySize)('gives each of %i acts its own place on the rope, equally far from the next', (acts) => {
  const places = loopPlaces(acts);
  const gaps = places.map(({ x, y }, act) => {
    const next = places[(act + 1) % acts];
    return next ? Math.hypot(next.x - x, next.y - y) : 0;
  });
  expect(places).toHaveLength(acts);
  for (const { x, y } of places) expect(fromMiddle(x, y)).toBeCloseTo(104, 0);
  for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0, 0);
});

test.each(everySize)('leaves the knots of %i acts and the arrows before them free of rope', (acts) => {
  const places = loopPlaces(acts);
  const room = acts > 6 ? 8.6 : 10.5;
  const degreesOf = (x: number, y: number) => (Math.atan2(x - LOOP_MIDDLE, LOOP_MIDDLE - y) * 180) / Math.PI + 360;
  for (const [act, stretch] of loopStretches(acts, room).entries()) {
    const start = places[act]?.degrees ?? 0;
    const walked = stretch.map(([x, y]) => (degreesOf(x, y) - start + 360) % 360);
    expect(walked.at(0)).toBeCloseTo(room, 0);
    expect(walked.at(-1)).toBeCloseTo(360 / acts - 2 * room, 0);
    expect(walked).toEqual(walked.toSorted((a, b) => a - b));
  }
});
