export type PiledStone = { x: number; y: number; size: number; outline: number };

const ROOMY_STONE = 40;
const STONE_HEIGHT_SHARE = 0.52;

/** How many stones a pile holds when its lowest row is `base` wide and every row above is one shorter. */
function stonesOnBase(base: number): number {
  return (base * (base + 1)) / 2;
}

/** The shortest lowest row that can carry so many stones. */
export function baseForCount(count: number): number {
  let base = 3;
  while (stonesOnBase(base) < count) base += 1;
  return base;
}

/**
 * Where the stones of one heap lie, standing on y = 0 around x = 0, within `width` units.
 * `base` is shared by both heaps of a plank, so that a stone is the same size on either side.
 */
export function pileStones(count: number, base: number, width: number): readonly PiledStone[] {
  const size = Math.min(ROOMY_STONE, width / base);
  const stones: PiledStone[] = [];
  for (let row = 0; stones.length < count; row += 1) {
    const rowLength = Math.min(base - row, count - stones.length);
    for (let index = 0; index < rowLength; index += 1) {
      const sway = ((row * 3 + index * 5) % 4) - 1.5;
      stones.push({
        x: round((index - (rowLength - 1) / 2) * size * 1.02 + sway),
        y: round(-row * size * STONE_HEIGHT_SHARE),
        size: round(size * (0.94 + ((index * 7 + row * 3) % 5) * 0.03)),
        outline: row * 2 + index,
      });
    }
  }
  return stones;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
