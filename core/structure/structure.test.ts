import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyStructure, supervision, tooFew } from './sample-structures.ts';
import { changesBetween, LONGEST, parseStructure, type StructureChange } from './structure.ts';

const refused = (value: unknown) => {
  const read = parseStructure(value);
  return read.ok ? null : read.error.field;
};

test.each([
  ['structure', 'supervision'],
  ['structure', [supervision]],
  ['id', { ...supervision, id: '7' }],
  ['id', { ...supervision, id: null }],
  ['usual', { ...supervision, usual: 'yoga' }],
  ['name', { ...supervision, usual: null }],
  ['name', { ...supervision, name: ' ' }],
  ['name', { ...supervision, name: 'x'.repeat(LONGEST.name + 1) }],
  ['rhythm', { ...supervision, rhythm: 'sometimes' }],
  ['rhythm', { ...supervision, rhythm: undefined }],
  ['owner', { ...supervision, owner: 7 }],
  ['standIn', { ...supervision, standIn: ' Deputy' }],
  ['lastHeld', { ...supervision, lastHeld: '2026-02-30' }],
  ['next', { ...supervision, next: 'soon' }],
  ['notHeld', { ...supervision, notHeld: true }],
  ['obstacle', { ...supervision, obstacle: 'people' }],
  ['note', { ...supervision, note: 'x'.repeat(LONGEST.note + 1) }],
  ['level', { ...tooFew, level: 'them' }],
  ['level', { ...tooFew, level: true }],
  ['rhythm', { ...tooFew, rhythm: 'month' }],
  ['usual', { ...tooFew, usual: 'breaks' }],
  ['standIn', { ...tooFew, standIn: 'Deputy' }],
  ['notHeld', { ...tooFew, notHeld: '2026-05-04' }],
  ['obstacle', { ...tooFew, obstacle: 'time' }],
  ['name', { ...tooFew, name: null }],
])('refuses a wrong %s', (field, value) => {
  expect(refused(value)).toBe(field);
});

test('has no room for who came, how many, or what was said', () => {
  for (const field of ['attended', 'participants', 'count', 'minutes', 'absent', '__proto__'])
    expect(refused(JSON.parse(`{"${field}": ["A. B."], "id": "${supervision.id}"}`))).toBe(field);
  expect(refused({ ...tooFew, causedBy: 'A. B.' })).toBe('causedBy');
});

test('reads what can be kept as it is', () => {
  fc.assert(
    fc.property(anyStructure, (structure) => {
      expect(parseStructure(structure)).toEqual({ ok: true, value: structure });
    }),
  );
});

test('the changes between two turn the one into the other, emptied fields as null', () => {
  fc.assert(
    fc.property(anyStructure, anyStructure, (before, after) => {
      const changes = changesBetween(before, after);
      const answers = { ...before, ...Object.fromEntries(changes.map(({ field, value }) => [field, value])) };
      expect(parseStructure(answers)).toEqual({ ok: true, value: after });
    }),
  );
  const { standIn: _standIn, ...alone } = supervision;
  expect(changesBetween(supervision, alone)).toEqual<StructureChange[]>([{ field: 'standIn', value: null }]);
});
