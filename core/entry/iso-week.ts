/** A week of ISO 8601 as `2026-W47`: it begins on Monday, and week 1 holds the year's first Thursday. Sorts as text. */
export type WeekId = string;

const DAY_MS = 86_400_000;
/** A clock that shows an earlier day is wrong, and the years before our era are no format to step through. */
const FIRST_MONDAY = Date.parse('1970-01-05T00:00:00Z');
const dayToTime = (day: string): number => Math.max(FIRST_MONDAY, Date.parse(`${day}T00:00:00Z`));
const timeToDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const two = (n: number): string => String(n).padStart(2, '0');
/** 0 for Monday. */
const weekdayOf = (time: number): number => (new Date(time).getUTCDay() + 6) % 7;

/** The Monday of the week that holds a day (YYYY-MM-DD). */
export function mondayOf(day: string): string {
  const time = dayToTime(day);
  return timeToDay(time - weekdayOf(time) * DAY_MS);
}

export function weekOf(day: string): WeekId {
  const thursday = new Date(dayToTime(mondayOf(day)) + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const daysIn = (thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS;
  return `${String(year).padStart(4, '0')}-W${two(Math.floor(daysIn / 7) + 1)}`;
}

export const daysLater = (day: string, days: number): string => timeToDay(dayToTime(day) + days * DAY_MS);

/** The number by which people call it. */
export const weekNumber = (week: WeekId): number => Number(week.slice(-2));

export const isWeekId = (value: unknown): value is WeekId =>
  typeof value === 'string' && /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(value);

/** Every week from that of one day to that of another, both with them; none when the second lies before the first. */
export function weeksBetween(firstDay: string, lastDay: string): WeekId[] {
  const weeks: WeekId[] = [];
  for (let monday = mondayOf(firstDay); monday <= lastDay; monday = daysLater(monday, 7)) weeks.push(weekOf(monday));
  return weeks;
}
