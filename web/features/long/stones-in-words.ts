import type { Heaps } from '#core/entry/stones-by-week.ts';
import { app, fill } from '#web/app/app.ts';

export function stonesInWords(count: number): string {
  const { none, one, many } = app.words.long.stones;
  return count === 0 ? none : count === 1 ? one : fill(many, { n: count });
}

/** What a figure of two heaps shows, for those who listen. */
export const heapsInWords = ({ left, right }: Heaps): string =>
  fill(app.words.long.heaps, { left: stonesInWords(left.length), right: stonesInWords(right.length) });
