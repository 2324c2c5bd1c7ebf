import { optional, ownCards, ownItem } from '../step.ts';
import type { Card, Own, StepBase, StepKind } from '../step.ts';

export type RankStep = StepBase & { kind: 'rank'; items: string[]; max: number; own?: true };
export type RankAnswer = { order: string[]; own: Own[] };
export type RankEvent =
  | { kind: 'rank'; type: 'choose'; id: string }
  | { kind: 'rank'; type: 'park'; id: string }
  | { kind: 'rank'; type: 'move'; id: string; by: -1 | 1 }
  | { kind: 'rank'; type: 'own'; text: string };

export const rankCards = (step: RankStep, answer: RankAnswer, given: readonly Card[]): Card[] => [
  ...given,
  ...step.items.map((id) => ({ id, step: step.id })),
  ...ownCards(step.id, answer.own),
];

/** What is chosen of the cards that are still there. */
const orderNow = (step: RankStep, answer: RankAnswer, given: readonly Card[]): string[] => {
  const cards = new Set(rankCards(step, answer, given).map((card) => card.id));
  return answer.order.filter((id) => cards.has(id));
};

export const rank: StepKind<RankStep, RankAnswer, RankEvent> = {
  parse(reader, base) {
    const items = reader.optionalIds('items', 1, 60) ?? [];
    if (items.length === 0 && !base.from) reader.fail('items', 'needs items or from');
    return {
      ...base,
      kind: 'rank',
      items,
      max: reader.has('max') ? reader.whole('max', 1, 10) : 3,
      ...optional('own', reader.flag('own') && (true as const)),
    };
  },
  ids: (step) => step.items,
  paper: (step) => [
    ...(step.items.length > 0 ? [{ type: 'choices', ids: step.items } as const] : []),
    { type: 'numbered', count: step.max },
  ],
  start: () => ({ order: [], own: [] }),
  apply(step, answer, event, given) {
    const order = orderNow(step, answer, given);
    switch (event.type) {
      case 'choose': {
        const isKnown = rankCards(step, answer, given).some((card) => card.id === event.id);
        if (!isKnown || order.includes(event.id)) return answer;
        if (step.max === 1) return { ...answer, order: [event.id] };
        return order.length >= step.max ? answer : { ...answer, order: [...order, event.id] };
      }
      case 'park':
        return order.includes(event.id) ? { ...answer, order: order.filter((id) => id !== event.id) } : answer;
      case 'move': {
        const from = order.indexOf(event.id);
        const to = from + event.by;
        if (from < 0 || to < 0 || to >= order.length) return answer;
        const moved = order.filter((id) => id !== event.id);
        moved.splice(to, 0, event.id);
        return { ...answer, order: moved };
      }
      case 'own': {
        const item = ownItem(step.id, event.text, answer.own);
        if (!step.own || !item) return answer;
        return { own: [...answer.own, item], order: order.length < step.max ? [...order, item.id] : order };
      }
    }
  },
  gives: (step, answer, given, selector) => {
    const cards = rankCards(step, answer, given);
    return answer.order
      .flatMap((id) => cards.find((card) => card.id === id) ?? [])
      .filter((card) => selector === undefined || card.id === selector);
  },
  within(step, answer, given) {
    const order = orderNow(step, answer, given);
    return order.length === answer.order.length ? answer : { ...answer, order };
  },
  keeps(step, answer, given) {
    const order = given ? orderNow(step, answer, given) : answer.order;
    return order.length > 0 ? { ...answer, order } : null;
  },
};
