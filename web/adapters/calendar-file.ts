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

function startOf({ date, time, now }: CalendarPlan): Date {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  const [hours = 0, minutes = 0] = (time ?? '').split(':').map(Number);
  return year && month && day
    ? new Date(year, month - 1, day, hours, minutes)
    : new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hours, minutes);
}

/** Long enough that the time is kept free; whoever wants it shorter makes it so in the calendar. */
const MINUTES = 60;

/** An iCalendar file (RFC 5545) with one event for each plan, in floating local time. */
export function calendarFile(plans: readonly CalendarPlan[]): Blob {
  const calendar = new ICalCalendar({
    name: plans[0]?.title ?? '',
    prodId: { company: 'Ballast', product: 'Ballast' },
  });
  for (const plan of plans) {
    const start = startOf(plan);
    const repeating = REPEATS[plan.rhythm ?? ''];
    calendar.createEvent({
      start,
      ...(plan.time ? { end: new Date(start.getTime() + MINUTES * 60_000), floating: true } : { allDay: true }),
      summary: plan.title,
      ...(repeating ? { repeating } : {}),
    });
  }
  return new Blob([calendar.toString()], { type: 'text/calendar' });
}
