import type { ButtonWeek } from '#core/entry/buttons-by-week.ts';
import type { WeekId } from '#core/entry/iso-week.ts';

/** One row of the tide table: a week, or many weeks in a row without a mark. */
export type TideRow = { readonly first: WeekId; readonly last: WeekId; readonly buttons: ButtonWeek['buttons'] };

/** A holiday is three rows that say so; a longer absence is one. */
const LONGEST_GAP_IN_ROWS = 3;

/** Weeks in their order, long silences folded into one row. */
export function weeksToTideRows(weeks: readonly ButtonWeek[]): TideRow[] {
  const rows: TideRow[] = [];
  let silent: WeekId[] = [];
  const endSilence = () => {
    const [first, last] = [silent[0], silent.at(-1)];
    if (first !== undefined && last !== undefined && silent.length > LONGEST_GAP_IN_ROWS)
      rows.push({ first, last, buttons: [] });
    else for (const week of silent) rows.push({ first: week, last: week, buttons: [] });
    silent = [];
  };
  for (const { week, buttons } of weeks) {
    if (buttons.length === 0) silent.push(week);
    else {
      endSilence();
      rows.push({ first: week, last: week, buttons });
    }
  }
  endSilence();
  return rows;
}
