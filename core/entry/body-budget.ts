import type { Taken } from './answer-shapes.ts';
import { answersToStep, objectIn, takenIn } from './answer-shapes.ts';
import { readCheckIn } from './check-in.ts';
import type { Entry } from './entry.ts';
import { stonesByWeek, type Heaps, type WeekHeaps } from './stones-by-week.ts';

/** `from` says whose words belong to the id: those of the check-in or those of the practice. */
export type BudgetStone = Taken & { readonly from: 'check-in' | 'body-budget' };

function heapsOf(entry: Entry): Heaps<BudgetStone>[] {
  const checkIn = readCheckIn(entry);
  if (checkIn) {
    const stone = (id: string): BudgetStone => ({ id, from: 'check-in' });
    return [{ left: checkIn.gave.map(stone), right: checkIn.cost.map(stone) }];
  }
  if (entry.kind !== 'entry' || entry.practice !== 'body-budget') return [];
  const stone = (taken: Taken): BudgetStone => ({ ...taken, from: 'body-budget' });
  return answersToStep(entry, 'budget').map((answer) => {
    const stones = objectIn(answer.stones);
    return { left: takenIn(stones.in).map(stone), right: takenIn(stones.out).map(stone) };
  });
}

/** What went in (left) and what went out (right) of the body budget, from the check-ins and from the practice. */
export const bodyBudgetByWeek = (entries: Iterable<Entry>): WeekHeaps<BudgetStone>[] => stonesByWeek(entries, heapsOf);
