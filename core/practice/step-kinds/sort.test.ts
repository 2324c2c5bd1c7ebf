import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { cardsInHand, sort, sortCards } from './sort.ts';
import type { SortAnswer, SortEvent, SortStep } from './sort.ts';

const json = { kind: 'sort', cards: ['laws', 'rooms'], fields: ['mine', 'theirs', 'depends'] };

describe('parsing a sort', () => {
  it.each([
    ['cards', {}],
    ['a field for both', { fields: ['mine', 'both'] }],
    ['cards taken over', { cards: undefined, from: 'list' }],
    ['own cards', { own: true }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ fields: ['mine', 'theirs'] }, 'it fields: needs a field depends or both'],
    [{ fields: ['depends'] }, 'it fields: needs 2 to 5 ids, has 1'],
    [{ fields: ['a', 'b', 'c', 'd', 'e', 'both'] }, 'it fields: needs 2 to 5 ids, has 6'],
    [{ fields: undefined }, 'it fields: needs a list of ids in lower case with hyphens'],
    [{ cards: undefined }, 'it cards: needs cards or from'],
    [{ cards: [] }, 'it cards: needs 1 to 60 ids, has 0'],
    [{ cards: ['mine'] }, 'it: has an id twice: mine'],
    [{ cards: ['two'], from: 'list' }, 'it from: two would be two different cards in this step'],
    [{ own: 0 }, 'it own: is true or left out'],
    [{ items: ['laws'] }, 'it items: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a sort', () => {
  const step: SortStep = { ...json, id: 'it', kind: 'sort', own: true };
  const given = [{ id: 'one', step: 'list', text: 'the door' }];
  const answerTo = (...events: SortEvent[]): SortAnswer =>
    events.reduce((answer, event) => sort.apply(step, answer, event, given), sort.start(step, given));
  const place = (card: string, field: string): SortEvent => ({ kind: 'sort', type: 'place', card, field });
  const hand = (answer: SortAnswer) => cardsInHand(step, answer, given).map(({ id }) => id);

  it('holds each card in one place: in the hand, in a field, or parked', () => {
    expect(hand(answerTo())).toEqual(['one', 'laws', 'rooms']);
    const placed = answerTo(place('laws', 'mine'), place('laws', 'theirs'));
    expect(placed.placed).toEqual([['laws', 'theirs']]);
    expect(hand(placed)).toEqual(['one', 'rooms']);
    const parked = sort.apply(step, placed, { kind: 'sort', type: 'park', card: 'laws' }, given);
    expect([parked.placed, parked.parked]).toEqual([[], ['laws']]);
    expect(sort.apply(step, parked, { kind: 'sort', type: 'take-back', card: 'laws' }, given)).toEqual(answerTo());
  });

  it('shows a card in the helper’s words until they are taken away', () => {
    const edit = (text: string): SortEvent => ({ kind: 'sort', type: 'edit', card: 'laws', text });
    const texts = (answer: SortAnswer) => sortCards(step, answer, given).map((card) => card.text);
    expect(texts(answerTo(edit(' our rules ')))).toEqual(['the door', 'our rules', undefined]);
    expect(texts(answerTo(edit('our rules'), edit(' ')))).toEqual(['the door', undefined, undefined]);
  });

  it('gives on the cards that were placed, by field or by name', () => {
    const answer = answerTo(place('rooms', 'mine'), place('one', 'depends'));
    expect(sort.gives(step, answer, given).map(({ id }) => id)).toEqual(['one', 'rooms']);
    expect(sort.gives(step, answer, given, 'depends')).toEqual([{ id: 'one', step: 'list', text: 'the door' }]);
    expect(sort.gives(step, answer, given, 'theirs')).toEqual([]);
  });

  it('takes own cards into the hand', () => {
    const answer = answerTo({ kind: 'sort', type: 'own', text: ' the bus ' });
    expect(hand(answer)).toEqual(['one', 'laws', 'rooms', 'own_it_1']);
  });

  it('keeps what lies in a field and is still there', () => {
    const answer = answerTo(place('one', 'mine'), place('laws', 'theirs'));
    expect(sort.keeps(step, answer, [])?.placed).toEqual([['laws', 'theirs']]);
    expect(sort.keeps(step, answerTo(place('one', 'mine')), [])).toBeNull();
    expect(sort.keeps(step, answerTo({ kind: 'sort', type: 'park', card: 'laws' }), given)).toBeNull();
  });
});
