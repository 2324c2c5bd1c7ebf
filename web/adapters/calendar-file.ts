import { ICalCalendar, ICalEventRepeatingFreq } from 'ical-generator';
import type { ICalRepeatingOptions } from 'ical-generator';

/** What goes into the calendar. The title is neutral: colleagues may see it (catalogue, vents-in-calendar). */
export type CalendarPlan = {
  title: string;
  /** YYYY-MM-DD; left out, it begins tomorrow. */
  date: string | undefined;
  /** HH:MM; left out, it is a whole day. */
  time: string | undefined;
  /** One of RHYTHMS in core/practice/step-kinds/plan.ts. */
  rhythm: string | undefined;
  now: Date;
};

const REPEATS: Record<string, ICalRepeatingOptions> = {
  day: { freq: ICalEventRepeatingFreq.DAILY },
  week: { freq: ICalEventRepeatingFreq.WEEKLY },
  'two-weeks': { freq: ICalEventRepeatingFreq.WEEKLY, interval: 2 },
  month: { freq: ICalEventRepeatingFreq.MONTHLY },
  quarter: { freq: ICalEventRepeatingFreq.MONTHLY, interval: 3 },
  year: { freq: ICalEventRepeatingFreq.YEARLY },
};

/** Long enough that the time is kept free; whoever wants it shorter makes it so in the calendar. */
const MINUTES = 60;

/** An iCalendar file (RFC 5545) with one event in floating local time. */
export function calendarFile(plan: CalendarPlan): Blob {
  const tomorrow = new Date(plan.now.getFullYear(), plan.now.getMonth(), plan.now.getDate() + 1);
  const [year, month, day] = (plan.date ?? '').split('-').map(Number);
  const [hours = 0, minutes = 0] = (plan.time ?? '').split(':').map(Number);
  const start =
    year && month && day
      ? new Date(year, month - 1, day, hours, minutes)
      : new Date(tomorrow.getFullYear(), tomorrow.getMonth(), tomorrow.getDate(), hours, minutes);
  const repeating = REPEATS[plan.rhythm ?? ''];
  const calendar = new ICalCalendar({ name: plan.title, prodId: { company: 'Ballast', product: 'Ballast' } });
  calendar.createEvent({
    start,
    ...(plan.time ? { end: new Date(start.getTime() + MINUTES * 60_000), floating: true } : { allDay: true }),
    summary: plan.title,
    ...(repeating ? { repeating } : {}),
  });
  return new Blob([calendar.toString()], { type: 'text/calendar' });
}
