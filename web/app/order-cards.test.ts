import { expect, test } from 'vitest';
import type { PracticeCard } from './practice-library.ts';
import { cardsBehind, cardsOf } from './order-cards.ts';

const card = (id: string, place: PracticeCard['place'], levels: PracticeCard['levels'] = ['me']): PracticeCard => ({
  id,
  place,
  levels,
  moment: ['day'],
  section: 'A',
  minutes: 5,
  people: [1, 1],
  scope: 'private',
  title: id,
  invitation: id,
  words: [],
  situations: [],
});
const ids = (cards: PracticeCard[]) => cards.map(({ id }) => id);

test('shows the practices of a place and no others', () => {
  expect(ids(cardsOf([card('a', ['meeting']), card('b', ['us'])], 'meeting'))).toEqual(['a']);
});

test('lays the bench and the fire first among us', () => {
  const cards = [card('a', ['us']), card('campfire-round', ['us']), card('fishing-bench', ['us'])];
  expect(ids(cardsOf(cards, 'us'))).toEqual(['fishing-bench', 'campfire-round', 'a']);
});

test('lays what belongs here before what belongs elsewhere too', () => {
  const cards = [card('guest', ['long', 'meeting']), card('own', ['meeting'])];
  expect(ids(cardsOf(cards, 'meeting'))).toEqual(['own', 'guest']);
});

test('lays what is for leaders and safety representatives first in system', () => {
  const cards = [
    card('all', ['system'], ['team']),
    card('guest', ['us', 'system'], ['leader']),
    card('own', ['system'], ['organisation']),
  ];
  expect(ids(cardsOf(cards, 'system'))).toEqual(['own', 'guest', 'all']);
});

test('lays behind a door what is meant for who comes through it, then the rest', () => {
  const cards = [card('other', ['system']), card('vik', ['long']), card('why-care', ['system'])];
  expect(ids(cardsBehind(cards, 'safety-representative'))).toEqual(['why-care', 'vik', 'other']);
  expect(ids(cardsBehind(cards, 'leader'))).toEqual(['why-care', 'other']);
});
