import { isDay } from '#core/entry/entry.ts';
import type { RHYTHMS } from '#core/practice/step-kinds/plan.ts';

export type Rhythm = (typeof RHYTHMS)[number];

const MONTHS: Partial<Record<Rhythm, number>> = { month: 1, quarter: 3, year: 12 };
const DAYS: Partial<Record<Rhythm, number>> = { day: 1, week: 7, 'two-weeks': 14 };
const DAY_MS = 86_400_000;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** From one day to another, negative when the second lies before the first. */
export const daysBetween = (first: string, second: string): number => (timeOf(second) - timeOf(first)) / DAY_MS;

/**
 * The day on which it comes round again, as YYYY-MM-DD. A month that is too short ends it: 31 January gives the last of
 * February, and from there the 28th or 29th goes on, since no day but the given one is known.
 * Null for what happens once, and past the year 9999.
 */
export function nextAfter(rhythm: Rhythm, day: string): string | null {
  const date = new Date(timeOf(day));
  const months = MONTHS[rhythm];
  if (months !== undefined) {
    const dayOfMonth = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
    date.setUTCDate(Math.min(dayOfMonth, date.getUTCDate()));
  } else if (DAYS[rhythm] !== undefined) date.setUTCDate(date.getUTCDate() + DAYS[rhythm]);
  else return null;
  const next = date.toISOString().slice(0, 10);
  return isDay(next) ? next : null;
}
