import { expect, test } from 'vitest';
import { supervision, tooFew } from '#core/structure/sample-structures.ts';
import { NEWEST_VERSION, type Structure } from '#core/structure/structure.ts';
import type { Entry, JsonObject } from './entry.ts';
import { runOn } from './sample-entries.ts';
import { boardOf, readStructure, STRUCTURE, structureEntry } from './structures.ts';

const kept = (day: string, answers: JsonObject, more: Partial<Entry> = {}) =>
  runOn(day, STRUCTURE.practice, answers, { ...STRUCTURE, ...more });
const asKept = (structure: Structure, more: Partial<Entry> = {}) =>
  runOn('2026-05-01', STRUCTURE.practice, structure, { ...structureEntry(structure), ...more });

test('gives the structures in the order they were laid down, and nothing else that is kept', () => {
  const first = kept('2026-05-01', supervision);
  const second = kept('2026-05-02', { ...supervision, rhythm: 'week' });
  const run = runOn('2026-05-01', STRUCTURE.practice, supervision);
  const other = runOn('2026-05-01', 'week-line', supervision, { kind: 'setting' });
  expect(boardOf([second, run, first, other])).toEqual({
    structures: [
      { entry: first.id, structure: supervision },
      { entry: second.id, structure: { ...supervision, rhythm: 'week' } },
    ],
    unreadable: 0,
  });
});

test('counts what it cannot show, whoever wrote it', () => {
  const newer = kept('2026-05-01', supervision, { version: NEWEST_VERSION + 1 });
  const odd = kept('2026-05-01', { ...supervision, attended: ['A. B.'] });
  expect(boardOf([newer, odd])).toEqual({ structures: [], unreadable: 2 });
  expect(readStructure(newer)).toBeNull();
});

test('gives what weighs a version of its own, and shows it in no older one', () => {
  expect([supervision, tooFew].map((one) => asKept(one).version)).toEqual([1, 2]);
  expect(readStructure(asKept(tooFew))).toEqual(tooFew);
  expect(boardOf([asKept(tooFew, { version: 1 })])).toEqual({ structures: [], unreadable: 1 });
});
