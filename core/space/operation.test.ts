import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFields } from './apply-fields.ts';
import { isFieldPath, parseOperation } from './operation.ts';

const id = '0'.repeat(32);
const place = { device: 'a'.repeat(32), seq: 3 };
const plain = { lamport: 3, at: 0, changes: [{ type: 'erase', id }] };

describe('reading an operation back', () => {
  test('gives it with its place', () => {
    expect(parseOperation(place, plain)).toEqual({ ok: true, value: { ...place, ...plain, seen: {} } });
  });

  test('tells an unknown change from a broken one', () => {
    const newer = parseOperation(place, { ...plain, changes: [{ type: 'erase', id }, { type: 'sing' }] });
    expect(newer).toEqual({ ok: false, error: { type: 'newer-operation' } });
  });

  test.each([
    ['lamport', { ...plain, lamport: 0 }],
    ['at', { ...plain, at: 'now' }],
    ['seen', { ...plain, seen: { [place.device]: 1 } }],
    ['seen', { ...plain, seen: { phone: 1 } }],
    ['changes', { ...plain, changes: {} }],
    ['changes', { ...plain, changes: [{ type: 'erase', id: 'x' }] }],
    ['changes', { ...plain, changes: [{ type: 'put', entry: {} }] }],
    ['changes', { ...plain, changes: [{ type: 'edit', id, path: ['answers', '__proto__', 'x'], value: 1 }] }],
    ['changes', { ...plain, changes: [{ type: 'edit', id, path: ['answers', 'x'] }] }],
    ['changes', { ...plain, changes: [{ type: 'edit', id, path: ['answers', 'x'], value: 1, besides: [2] }] }],
  ])('refuses a wrong field: %s', (field, value) => {
    expect(parseOperation(place, value)).toEqual({ ok: false, error: { type: 'bad-operation', field } });
  });

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof parseOperation(place, value).ok === 'boolean'));
  });
});

test('only answers and the ending can be edited', () => {
  const paths = [['answers', 'line'], ['ending'], ['answers'], ['at'], ['id'], ['ending', 'x'], [], ['answers', '']];
  expect(paths.map(isFieldPath)).toEqual([true, true, false, false, false, false, false, false]);
});

test('an edit reaches into objects and leaves the entry it was given as it was', () => {
  const entry = { id, answers: { heap: { in: ['a'] }, line: 'x' } };
  const edited = applyFields(entry, [
    { path: ['answers', 'heap', 'out'], value: ['b'], text: false, besides: [] },
    { path: ['answers', 'line', 'deep'], value: 1, text: false, besides: [] },
  ]);
  expect(edited).toEqual({ id, answers: { heap: { in: ['a'], out: ['b'] }, line: { deep: 1 } } });
  expect(entry.answers.line).toBe('x');
});
