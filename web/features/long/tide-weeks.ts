import type { ButtonWeek } from '#core/entry/buttons-by-week.ts';
import type { WeekId } from '#core/entry/iso-week.ts';

/** One row of the tide table: a week, or many weeks in a row without a mark. */
export type TideRow = { readonly first: WeekId; readonly last: WeekId; readonly buttons: ButtonWeek['buttons'] };

/** A holiday is three rows that say so; a longer absence is one. */
const LONGEST_GAP_IN_ROWS = 3;

/** Weeks in their order, long silences folded into one row. */
export function weeksToTideRows(weeks: readonly ButtonWeek[]): TideRow[] {
  const rows: TideRow[] = [];
  for (let at = 0; at < weeks.length;) {
    const silent = weeks.slice(at).findIndex(({ buttons }) => buttons.length > 0);
    const length = silent === -1 ? weeks.length - at : silent;
    const run = weeks.slice(at, at + Math.max(length, 1));
    if (length > LONGEST_GAP_IN_ROWS) rows.push({ first: run[0]!.week, last: run.at(-1)!.week, buttons: [] });
    else for (const { week, buttons } of run) rows.push({ first: week, last: week, buttons });
    at += run.length;
  }
  return rows;
}
