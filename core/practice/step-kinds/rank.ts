import { addOwn, optional, ownCards } from '../step.ts';
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

export const rank: StepKind<RankStep, RankAnswer, RankEvent> = {
  parse(reader, base) {
    const items = reader.optionalIds('items', 1, 60) ?? [];
    if (items.length === 0 && !base.from) reader.fail('items', 'needs items or from');
    return {
      ...base,
      kind: 'rank',
      items,
      max: reader.has('max') ? reader.number('max', 1, 10) : 3,
      ...optional('own', reader.flag('own') && (true as const)),
    };
  },
  ids: (step) => step.items,
  start: () => ({ order: [], own: [] }),
  apply(step, answer, event, given) {
    switch (event.type) {
      case 'choose': {
        const isKnown = rankCards(step, answer, given).some((card) => card.id === event.id);
        if (!isKnown || answer.order.includes(event.id)) return answer;
        if (step.max === 1) return { ...answer, order: [event.id] };
        return answer.order.length >= step.max ? answer : { ...answer, order: [...answer.order, event.id] };
      }
      case 'park':
        return { ...answer, order: answer.order.filter((id) => id !== event.id) };
      case 'move': {
        const from = answer.order.indexOf(event.id);
        const to = from + event.by;
        if (from < 0 || to < 0 || to >= answer.order.length) return answer;
        const order = answer.order.filter((id) => id !== event.id);
        order.splice(to, 0, event.id);
        return { ...answer, order };
      }
      case 'own': {
        if (!step.own || event.text.trim() === '') return answer;
        const own = addOwn(answer.own, event.text);
        const id = own.at(-1)?.id ?? '';
        const order = answer.order.length < step.max ? [...answer.order, id] : answer.order;
        return { own, order };
      }
    }
  },
  gives: (step, answer, given, selector) => {
    const cards = rankCards(step, answer, given);
    return answer.order
      .flatMap((id) => cards.find((card) => card.id === id) ?? [])
      .filter((card) => selector === undefined || card.id === selector);
  },
  keeps: (_step, answer) => (answer.order.length > 0 ? answer : null),
};
