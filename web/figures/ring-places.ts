export type RingPlace = { x: number; y: number; size: number };

const MIDDLE = 130;
const ROPE = 93;
const ROPE_WIDTH = 30;
/** What a quarter leaves free at either end, in degrees: the arrows stand there. */
const ARROW_ROOM = 14;

/**
 * Where the tokens of one quarter of the ring lie, in a box of 260; quarter 0 runs from twelve to three o'clock.
 * Up to five lie in one row along the rope, more in two rows and smaller.
 */
export function ringPlaces(quarter: number, count: number): readonly RingPlace[] {
  const rows = count > 5 ? 2 : 1;
  const perRow = Math.ceil(count / rows);
  const room = 90 - 2 * ARROW_ROOM;
  const size = Math.min(rows === 1 ? 25 : 15, (room / Math.max(perRow, 1)) * 1.5);
  return Array.from({ length: count }, (_, index) => {
    const row = index % rows;
    const along = Math.floor(index / rows);
    const degrees = quarter * 90 + 45 + (along - (perRow - 1) / 2) * Math.min(17, room / perRow);
    const radius = ROPE + (rows === 1 ? ((index % 2) - 0.5) * 6 : (row - 0.5) * (ROPE_WIDTH / 2));
    const angle = ((degrees - 90) * Math.PI) / 180;
    return {
      x: round(MIDDLE + radius * Math.cos(angle)),
      y: round(MIDDLE + radius * Math.sin(angle) + size * 0.27),
      size: round(size),
    };
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
