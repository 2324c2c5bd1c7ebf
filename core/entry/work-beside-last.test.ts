import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRunOf, runOn } from './sample-entries.ts';
import { workBesideLast } from './work-beside-last.ts';

const look = (day: string, texts: Record<string, string>, marks: Record<string, number> = {}) =>
  runOn(day, 'what-work-does', { five: { texts }, since: { marks } });

test('lays the last look beside the one before it, older ones aside', () => {
  const entries = [
    look('2026-08-01', { joy: 'old' }),
    look('2026-11-18', { body: 'Stiff' }, { body: 1 }),
    look('2026-10-01', { body: 'Light' }),
  ];
  expect(workBesideLast(entries)).toEqual({
    now: { day: '2026-11-18', texts: { body: 'Stiff' }, marks: { body: 1 } },
    before: { day: '2026-10-01', texts: { body: 'Light' }, marks: {} },
  });
});

test('a run whose words were not kept is passed over, and one look stands alone', () => {
  const entries = [
    runOn('2026-11-18', 'what-work-does', { five: { texts: { body: ' ' } } }),
    look('2026-10-01', { mood: 'Grey' }),
  ];
  expect(workBesideLast(entries)).toEqual({ now: { day: '2026-10-01', texts: { mood: 'Grey' }, marks: {} } });
  expect(workBesideLast([])).toBeNull();
});

test('a rhythm that was set up is no look', () => {
  const setup = runOn('2026-11-18', 'what-work-does', { five: { texts: { body: 'x' } } }, { kind: 'setup' });
  expect(workBesideLast([setup])).toBeNull();
});

test('never throws, whatever was kept', () => {
  fc.assert(fc.property(fc.array(anyRunOf('what-work-does', ['five', 'since'])), (runs) => void workBesideLast(runs)));
});
