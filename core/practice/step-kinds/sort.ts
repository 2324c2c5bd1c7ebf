import { optional, ownCards, ownItem } from '../step.ts';
import type { Card, Own, StepBase, StepKind } from '../step.ts';

export type SortStep = StepBase & { kind: 'sort'; cards: string[]; fields: string[]; own?: true };
/** `placed` keeps the order in which cards were laid; `edited` holds cards whose words were changed. */
export type SortAnswer = {
  placed: [card: string, field: string][];
  parked: string[];
  edited: Record<string, string>;
  own: Own[];
};
export type SortEvent =
  | { kind: 'sort'; type: 'place'; card: string; field: string }
  | { kind: 'sort'; type: 'take-back'; card: string }
  | { kind: 'sort'; type: 'park'; card: string }
  | { kind: 'sort'; type: 'edit'; card: string; text: string }
  | { kind: 'sort'; type: 'own'; text: string };

/** All cards of the step, with the helper's changes to their words. */
export function sortCards(step: SortStep, answer: SortAnswer, given: readonly Card[]): Card[] {
  const cards: Card[] = [
    ...given,
    ...step.cards.map((id) => ({ id, step: step.id })),
    ...ownCards(step.id, answer.own),
  ];
  return cards.map((card) => {
    const text = answer.edited[card.id] ?? card.text;
    return text === undefined ? card : { ...card, text };
  });
}

/** Cards that still lie in the hand; parked ones come last, nothing has to be placed. */
export const cardsInHand = (step: SortStep, answer: SortAnswer, given: readonly Card[]): Card[] =>
  sortCards(step, answer, given).filter(
    (card) => !answer.placed.some(([id]) => id === card.id) && !answer.parked.includes(card.id),
  );

export const sort: StepKind<SortStep, SortAnswer, SortEvent> = {
  parse(reader, base) {
    const fields = reader.ids('fields', 2, 5);
    if (!fields.includes('depends') && !fields.includes('both')) reader.fail('fields', 'needs a field depends or both');
    const cards = reader.optionalIds('cards', 1, 60) ?? [];
    if (cards.length === 0 && !base.from) reader.fail('cards', 'needs cards or from');
    return { ...base, kind: 'sort', cards, fields, ...optional('own', reader.flag('own') && (true as const)) };
  },
  ids: (step) => [...step.cards, ...step.fields],
  paper: (step) => [
    ...(step.cards.length > 0 ? [{ type: 'choices', ids: step.cards } as const] : []),
    { type: 'fields', ids: step.fields, lines: 3 },
  ],
  start: () => ({ placed: [], parked: [], edited: {}, own: [] }),
  apply(step, answer, event, given) {
    if (event.type === 'own') {
      const item = ownItem(step.id, event.text, answer.own);
      return step.own && item ? { ...answer, own: [...answer.own, item] } : answer;
    }
    if (!sortCards(step, answer, given).some((card) => card.id === event.card)) return answer;
    const placed = answer.placed.filter(([id]) => id !== event.card);
    const parked = answer.parked.filter((id) => id !== event.card);
    switch (event.type) {
      case 'place':
        if (!step.fields.includes(event.field)) return answer;
        return { ...answer, parked, placed: [...placed, [event.card, event.field]] };
      case 'take-back':
        return placed.length < answer.placed.length || parked.length < answer.parked.length
          ? { ...answer, placed, parked }
          : answer;
      case 'park':
        if (parked.length < answer.parked.length) return answer;
        return { ...answer, placed, parked: [...parked, event.card] };
      case 'edit': {
        const { [event.card]: _old, ...edited } = answer.edited;
        if (event.text.trim() !== '') edited[event.card] = event.text.trim();
        return { ...answer, edited };
      }
    }
  },
  gives: (step, answer, given, selector) => {
    const fieldOf = new Map(answer.placed);
    return sortCards(step, answer, given).filter((card) => {
      const field = fieldOf.get(card.id);
      return field !== undefined && (selector === undefined || field === selector || card.id === selector);
    });
  },
  keeps(step, answer, given) {
    const cards = given && new Set(sortCards(step, answer, given).map((card) => card.id));
    const placed = cards ? answer.placed.filter(([id]) => cards.has(id)) : answer.placed;
    return placed.length > 0 ? { ...answer, placed } : null;
  },
};
