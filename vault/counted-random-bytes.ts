import type { RandomBytes } from './random-bytes.ts';

/** For test vectors alone: 0, 1, 2 … 255, 0 … instead of chance. */
export function createCountedRandomBytes(): RandomBytes {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ & 255);
}
