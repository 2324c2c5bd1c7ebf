import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const now = new Date(2026, 5, 30, 14);

test('lays one whole day for each plan, with a title that tells nothing', async () => {
  const plans = ['2026-07-04', '2026-12-31'].map((date) => ({
    title: 'Ballast',
    date,
    time: undefined,
    rhythm: undefined,
    now,
  }));
  const text = await calendarFile(plans).text();
  expect(text.match(/DTSTART.*/g)?.map((line) => line.trim())).toEqual([
    'DTSTART;VALUE=DATE:20260704',
    'DTSTART;VALUE=DATE:20261231',
  ]);
  expect([...new Set(text.match(/SUMMARY.*/g)?.map((line) => line.trim()))]).toEqual(['SUMMARY:Ballast']);
  expect(text).not.toContain('RRULE');
});

test('begins tomorrow when no day is given, at its time and in its rhythm', async () => {
  const plan = { title: 'Ballast', date: undefined, time: '09:30', rhythm: 'quarter', now };
  const text = await calendarFile([plan]).text();
  expect(text).toContain('DTSTART:20260701T093000');
  expect(text).toContain('RRULE:FREQ=MONTHLY;INTERVAL=3');
});
