import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buttonsByWeek } from './buttons-by-week.ts';
import { BUTTONS } from './check-in.ts';
import { weekOf } from './iso-week.ts';
import { anyDay, anyRunOf, checkInOn, runOn } from './sample-entries.ts';

test('gives the marks of each week in the order they were made, and weeks without marks in between', () => {
  const entries = [
    checkInOn('2027-01-05', { button: 'pause' }),
    checkInOn('2026-12-22', { button: 'start' }),
    checkInOn('2026-12-21', { button: 'alarm' }),
    checkInOn('2026-12-22', { button: 'alarm' }, { at: Date.parse('2026-12-22T06:00:00Z') }),
  ];
  expect(buttonsByWeek(entries, '2027-01-12')).toEqual([
    { week: '2026-W52', buttons: ['alarm', 'alarm', 'start'] },
    { week: '2026-W53', buttons: [] },
    { week: '2027-W01', buttons: ['pause'] },
    { week: '2027-W02', buttons: [] },
  ]);
});

test('counts nothing but a button that was marked in a check-in', () => {
  const entries = [
    checkInOn('2026-11-20', { gave: ['sleep'] }),
    runOn('2026-11-20', 'button-check', { signs: { picked: ['racing'], own: [] }, button: 'alarm' }),
  ];
  expect(buttonsByWeek(entries, '2026-11-21')).toEqual([]);
});

test('a mark dated after today is kept, and makes no empty weeks', () => {
  expect(buttonsByWeek([checkInOn('9000-01-06', { button: 'start' })], '2026-11-21')).toHaveLength(1);
});

test('every mark is there once, and weeks never repeat or go back', () => {
  const anyMark = fc.tuple(anyDay, fc.constantFrom(...BUTTONS));
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 30 }), anyDay, (marks, today) => {
      const weeks = buttonsByWeek(
        marks.map(([day, button]) => checkInOn(day, { button })),
        today,
      );
      expect(weeks.flatMap(({ buttons }) => buttons)).toHaveLength(marks.length);
      for (const [day, button] of marks)
        expect(weeks.find(({ week }) => week === weekOf(day))?.buttons).toContain(button);
      const ids = weeks.map(({ week }) => week);
      expect(ids).toEqual([...new Set(ids)].sort());
    }),
    { numRuns: 40 },
  );
});

test('never throws, whatever was kept', () => {
  fc.assert(
    fc.property(fc.array(anyRunOf('check-in', ['button'])), (runs) => {
      buttonsByWeek(
        runs.map((run) => ({ ...run, kind: 'check-in' })),
        '2026-11-21',
      );
    }),
  );
});
