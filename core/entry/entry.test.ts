import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDay, parseEntry, type Entry } from './entry.ts';

const entry: Entry = {
  id: '00112233445566778899aabbccddeeff',
  kind: 'check-in',
  practice: 'button-check',
  version: 1,
  at: 1_795_219_200_000,
  day: '2026-11-21',
  answers: { button: 'start', line: 'a quiet shift' },
};

describe('reading an entry back', () => {
  test('gives the same entry', () => {
    expect(parseEntry(JSON.parse(JSON.stringify(entry)))).toEqual({ ok: true, value: { type: 'entry', entry } });
  });

  test.each([
    ['an unknown kind', { ...entry, kind: 'letter' }],
    ['an unknown field', { ...entry, weather: 'rain' }],
    ['an unknown kind with other fields altogether', { id: entry.id, kind: 'letter', to: 'you' }],
  ])('keeps %s whole, as something newer', (_, raw) => {
    expect(parseEntry(raw)).toEqual({ ok: true, value: { type: 'newer', id: entry.id, raw } });
  });

  test.each([
    ['id', { ...entry, id: '0011' }],
    ['id', { ...entry, id: entry.id.toUpperCase() }],
    ['kind', { ...entry, kind: 7 }],
    ['practice', { ...entry, practice: 'Button Check' }],
    ['version', { ...entry, version: 0 }],
    ['version', { ...entry, version: 1.5 }],
    ['at', { ...entry, at: Number.NaN }],
    ['day', { ...entry, day: '2026-02-30' }],
    ['day', { ...entry, day: '21-11-2026' }],
    ['answers', { ...entry, answers: ['start'] }],
    ['ending', { ...entry, ending: null }],
  ])('refuses a wrong %s', (field, raw) => {
    expect(parseEntry(raw)).toEqual({ ok: false, error: { type: 'bad-entry', field } });
  });

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof parseEntry(value).ok === 'boolean'));
  });
});

test('a day exists in the calendar', () => {
  expect([isDay('2028-02-29'), isDay('2026-02-29'), isDay('2026-13-01'), isDay('2026-1-1')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
