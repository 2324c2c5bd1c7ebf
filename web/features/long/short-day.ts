import { app } from '#web/app/app.ts';
import { dayOf } from '#web/app/space.svelte.ts';

/** “18 November”, with its year when that is not this one. */
export function shortDay(day: string): string {
  const isThisYear = day.slice(0, 4) === dayOf(new Date()).slice(0, 4);
  const format = new Intl.DateTimeFormat(app.language, {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
