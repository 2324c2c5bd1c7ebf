import { expect, test } from 'vitest';
import type { PracticeCard } from '#web/app/practice-library.ts';
import { cardsIn, readView, SHELF, situationsIn, viewToHash, WAYS } from './shelf.ts';

const card = (id: string, fields: Partial<PracticeCard>): PracticeCard => ({
  id,
  place: ['day'],
  levels: ['me'],
  moment: ['day'],
  section: 'A',
  minutes: 5,
  people: [1, 1],
  scope: 'private',
  title: id,
  invitation: id,
  words: [],
  situations: [],
  ...fields,
});
const ids = (cards: PracticeCard[]) => cards.map(({ id }) => id);

test('an address leads back to the same view', () => {
  for (const by of WAYS)
    for (const part of [null, ...SHELF[by]]) expect(readView(viewToHash({ by, part }))).toEqual({ by, part });
});

test('opens on the first part, whatever else the address says', () => {
  for (const hash of ['', '#', '#main', '#gone/here']) expect(readView(hash)).toEqual({ by: 'moment', part: 'now' });
});

test('shows everything when the part is unknown', () => {
  expect(readView('#level/boss')).toEqual({ by: 'level', part: null });
});

test('shows a practice in every part it belongs to, and all of them in everything', () => {
  const cards = [card('a', { levels: ['me', 'leader'] }), card('b', { levels: ['team'] })];
  expect(ids(cardsIn(cards, { by: 'level', part: 'leader' }))).toEqual(['a']);
  expect(ids(cardsIn(cards, { by: 'level', part: 'me' }))).toEqual(['a']);
  expect(ids(cardsIn(cards, { by: 'level', part: null }))).toEqual(['a', 'b']);
});

test('leads from each situation to the practices for it that are here, group by group', () => {
  const cards = [card('a', {}), card('b', {})];
  const situations = [
    { id: 'one', group: 'us' as const, text: 'one', rows: ['b', 'gone', 'a'] },
    { id: 'two', group: 'home' as const, text: 'two', rows: ['a'] },
    { id: 'three', group: 'us' as const, text: 'three', rows: ['gone'] },
  ];
  const found = (part: string | null) =>
    situationsIn(situations, cards, part).map(({ situation, cards: its }) => [situation.id, ...ids(its)]);
  expect(found('us')).toEqual([['one', 'b', 'a']]);
  expect(found(null)).toEqual([
    ['one', 'b', 'a'],
    ['two', 'a'],
  ]);
});
