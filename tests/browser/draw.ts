export type Draw = {
  /** A whole number from 0, below `below`. */
  readonly number: (below: number) => number;
  /** True once in so many times. */
  readonly once: (inSoMany: number) => boolean;
};

/** The same seed draws the same (mulberry32). */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return { number, once: (inSoMany) => number(inSoMany) === 0 };
}

/** A seed of a text: the same text, the same seed. */
export const seedOf = (text: string): number =>
  Array.from(text).reduce((seed, sign) => Math.imul(seed ^ (sign.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261) >>>
  0;
