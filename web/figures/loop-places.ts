import type { Point } from './lay-rope.ts';

export type LoopPlace = { x: number; y: number; degrees: number };

/** The side of the square that the loop lies in. */
export const LOOP_BOX = 260;
export const LOOP_MIDDLE = LOOP_BOX / 2;
const ROPE = 104;

/** Where the acts of a loop lie, the first at twelve o'clock and on with the sun; `degrees` from twelve o'clock. */
export function loopPlaces(acts: number): readonly LoopPlace[] {
  return Array.from({ length: acts }, (_, act) => {
    const degrees = (act * 360) / acts;
    const [x, y] = loopPoint(degrees);
    return { x, y, degrees: round(degrees) };
  });
}

/** The rope from each act towards the next, leaving `room` degrees free at its start and twice as much at its end. */
export function loopStretches(acts: number, room: number): readonly (readonly Point[])[] {
  return loopPlaces(acts).map(({ degrees }) => {
    const span = 360 / acts - 3 * room;
    const steps = 2 + Math.round(span / 30);
    return Array.from({ length: steps + 1 }, (_, step) => loopPoint(degrees + room + (span * step) / steps));
  });
}

function loopPoint(degrees: number): Point {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return [round(LOOP_MIDDLE + ROPE * Math.cos(angle)), round(LOOP_MIDDLE + ROPE * Math.sin(angle))];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
