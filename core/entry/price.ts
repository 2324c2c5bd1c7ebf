import { answersToStep, objectIn, takenIn } from './answer-shapes.ts';
import type { Entry } from './entry.ts';
import { stonesByWeek, type Heaps, type WeekHeaps } from './stones-by-week.ts';

function heapsOf(entry: Entry): Heaps[] {
  if (entry.kind !== 'entry' || entry.practice !== 'price-ledger') return [];
  return answersToStep(entry, 'book').map((answer) => {
    const stones = objectIn(answer.stones);
    return { left: takenIn(stones.get), right: takenIn(stones.pay) };
  });
}

/** What the work gives (left) and what it is paid with (right). Both are true; they are not weighed. */
export const priceByWeek = (entries: Iterable<Entry>): WeekHeaps[] => stonesByWeek(entries, heapsOf);
