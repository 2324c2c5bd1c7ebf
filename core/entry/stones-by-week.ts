import type { Taken } from './answer-shapes.ts';
import { oldestFirst } from './answer-shapes.ts';
import type { Entry } from './entry.ts';
import { weekOf, type WeekId } from './iso-week.ts';

/** Two heaps side by side. They are never netted: there is no function that could. */
export type Heaps<S extends Taken = Taken> = { readonly left: readonly S[]; readonly right: readonly S[] };
export type WeekHeaps<S extends Taken = Taken> = Heaps<S> & { readonly week: WeekId };

/** Oldest week first; weeks in which no stone was laid are left out. */
export function stonesByWeek<S extends Taken>(
  entries: Iterable<Entry>,
  heapsOf: (entry: Entry) => readonly Heaps<S>[],
): WeekHeaps<S>[] {
  const byWeek = new Map<WeekId, { left: S[]; right: S[] }>();
  for (const entry of oldestFirst(entries))
    for (const { left, right } of heapsOf(entry)) {
      if (left.length + right.length === 0) continue;
      const week = weekOf(entry.day);
      const heaps = byWeek.get(week) ?? { left: [], right: [] };
      heaps.left.push(...left);
      heaps.right.push(...right);
      byWeek.set(week, heaps);
    }
  return [...byWeek].map(([week, heaps]) => ({ week, ...heaps }));
}
