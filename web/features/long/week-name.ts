import { weekNumber, weekOf, type WeekId } from '#core/entry/iso-week.ts';
import { app, fill } from '#web/app/app.ts';
import { dayOf } from '#web/app/space.svelte.ts';

/** “week 47”, with its year when that is not this one. */
export function weekName(week: WeekId): string {
  const name = fill(app.words.long.week, { n: weekNumber(week) });
  const year = week.slice(0, 4);
  return year === weekOf(dayOf(new Date())).slice(0, 4) ? name : `${name} · ${year}`;
}
