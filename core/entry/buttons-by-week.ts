import { oldestFirst } from './answer-shapes.ts';
import { readCheckIn, type Button } from './check-in.ts';
import type { Entry } from './entry.ts';
import { weekOf, weeksBetween, type WeekId } from './iso-week.ts';

export type ButtonWeek = { readonly week: WeekId; readonly buttons: readonly Button[] };

/**
 * Which button was on, as it was marked, oldest week first and oldest mark first. From the first mark to the week of
 * `today` every week is there, also those without a mark; later weeks (a clock that was wrong) only with marks.
 */
export function buttonsByWeek(entries: Iterable<Entry>, today: string): ButtonWeek[] {
  const marks = oldestFirst(entries).flatMap((entry) => {
    const button = readCheckIn(entry)?.button;
    return button === undefined ? [] : [{ day: entry.day, button }];
  });
  const first = marks[0];
  if (!first) return [];
  const byWeek = new Map<WeekId, Button[]>(weeksBetween(first.day, today).map((week) => [week, []]));
  for (const { day, button } of marks) {
    const week = weekOf(day);
    byWeek.set(week, [...(byWeek.get(week) ?? []), button]);
  }
  return [...byWeek].map(([week, buttons]) => ({ week, buttons }));
}
