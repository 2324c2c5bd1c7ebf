import { dayOf } from '#web/app/space.svelte.ts';

/** The helper's own day, so many days from now. */
export function eraseOn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return dayOf(day);
}
