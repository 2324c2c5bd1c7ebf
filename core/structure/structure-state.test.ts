import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDay } from '#core/entry/sample-entries.ts';
import { nextAfter } from './next-after.ts';
import { anyPromise, anyStructure, supervision, tooFew } from './sample-structures.ts';
import { carriedBy, heldOn, movedTo, notHeld, stateOf, withNextByRhythm } from './structure-state.ts';
import { parseStructure, type Structure } from './structure.ts';

const { next: _next, ...undated } = supervision;
const { lastHeld: _lastHeld, ...neverHeld } = undated;
const answered = heldOn(tooFew, '2026-06-02');

test.each<[string, Structure, ReturnType<typeof stateOf>]>([
  ['2026-06-01', supervision, { type: 'coming', day: '2026-06-04', days: 3 }],
  ['2026-06-04', supervision, { type: 'due', day: '2026-06-04' }],
  ['2026-06-05', supervision, { type: 'overdue', day: '2026-06-04', days: 1 }],
  ['2026-07-04', supervision, { type: 'overdue', day: '2026-06-04', days: 30 }],
  ['2026-06-05', undated, { type: 'no-day' }],
  ['2026-06-05', neverHeld, { type: 'never-held' }],
  ['2026-06-05', tooFew, { type: 'overdue', day: '2026-06-04', days: 1 }],
  ['2026-06-05', answered, { type: 'no-day' }],
  ['2026-06-05', { ...answered, level: 'me' }, { type: 'never-held' }],
  ['2026-06-05', { ...neverHeld, next: '2026-06-06' }, { type: 'coming', day: '2026-06-06', days: 1 }],
])('on %s', (today, structure, state) => {
  expect(stateOf(structure, today)).toEqual(state);
});

test.each([
  [{}, 'nobody'],
  [{ owner: 'The leader' }, 'one'],
  [{ standIn: 'Deputy' }, 'one'],
  [{ owner: 'The leader', standIn: 'the Leader' }, 'one'],
  [{ owner: 'The leader', standIn: 'Deputy' }, 'two'],
] as const)('%j hangs on %s', (people, hangs) => {
  const { owner: _owner, standIn: _standIn, ...structure } = supervision;
  expect(carriedBy({ ...structure, ...people })).toBe(hangs);
});

describe('what happens to it', () => {
  test('held: the next day follows the rhythm from then', () => {
    const { next, lastHeld } = heldOn(supervision, '2026-06-11');
    expect({ next, lastHeld }).toEqual({ next: '2026-07-11', lastHeld: '2026-06-11' });
    expect(heldOn({ ...supervision, rhythm: 'once' }, '2026-06-11')).not.toHaveProperty('next');
  });

  test('moved: only the day is another', () => {
    expect(movedTo(supervision, '2026-06-18')).toEqual({ ...supervision, next: '2026-06-18' });
  });

  test.each([
    ['before its day, it skips that one', '2026-06-01', '2026-06-04', '2026-07-04'],
    ['a little late, it goes on from the planned day', '2026-06-10', '2026-06-04', '2026-07-04'],
    ['long overdue, it goes on from today', '2026-10-10', '2026-06-04', '2026-11-10'],
    ['with no day planned, today counts', '2026-06-10', undefined, '2026-07-10'],
  ])('not held %s', (_when, today, planned, next) => {
    const structure = planned === undefined ? undated : { ...supervision, next: planned };
    expect(notHeld(structure, today)).toEqual({ ...supervision, next, notHeld: planned ?? today });
  });

  test('stays a structure that can be kept, with its next day ahead', () => {
    fc.assert(
      fc.property(anyPromise, anyDay, (structure, today) => {
        for (const after of [heldOn(structure, today), notHeld(structure, today)]) {
          expect(parseStructure(after)).toEqual({ ok: true, value: after });
          expect(after.next === undefined).toBe(structure.rhythm === 'once');
          expect((after.next ?? '9999-12-31') > today).toBe(true);
        }
        expect(notHeld(structure, today).lastHeld).toBe(structure.lastHeld);
      }),
    );
  });
});

test('what weighs is answered and moved, and can still be kept', () => {
  fc.assert(
    fc.property(anyStructure, anyDay, (structure, day) => {
      for (const after of [heldOn(structure, day), movedTo(structure, day)])
        expect(parseStructure(after)).toEqual({ ok: true, value: after });
    }),
  );
});

test('without a day of its own it follows from when it was last held', () => {
  expect(withNextByRhythm(undated).next).toBe(nextAfter('month', '2026-05-04'));
  expect(withNextByRhythm({ ...supervision, next: '2026-09-01' }).next).toBe('2026-09-01');
  expect(withNextByRhythm(neverHeld)).not.toHaveProperty('next');
});
