import { createReader } from '../reader.ts';
import { droppedWith, optional, ownItem } from '../step.ts';
import type { Card, StepBase, StepKind } from '../step.ts';

/** Two heaps on a level plank: it never tips, nets or totals. */
export type LedgerStep = StepBase & { kind: 'ledger'; sides: string[]; suggestions?: Record<string, string[]> };
/** A stone is a suggestion (its id) or the helper's own words. */
export type Stone = { id: string; text?: string };
export type LedgerAnswer = { stones: Record<string, Stone[]>; dropped?: number };
export type LedgerEvent =
  | { kind: 'ledger'; type: 'lay'; side: string; id: string }
  | { kind: 'ledger'; type: 'write'; side: string; text: string }
  | { kind: 'ledger'; type: 'lift'; side: string; id: string };

const stonesOn = (answer: LedgerAnswer, side: string): Stone[] => answer.stones[side] ?? [];

export const ledger: StepKind<LedgerStep, LedgerAnswer, LedgerEvent> = {
  parse(reader, base) {
    const sides = reader.ids('sides', 2, 2);
    let suggestions: Record<string, string[]> | undefined;
    if (reader.has('suggestions')) {
      const inner = createReader(reader.take('suggestions'), reader.where, reader.errors);
      suggestions = Object.fromEntries(sides.map((side) => [side, inner.optionalIds(side, 1, 30) ?? []]));
      inner.end();
    }
    return { ...base, kind: 'ledger', sides, ...optional('suggestions', suggestions) };
  },
  ids: (step) => [...step.sides, ...Object.values(step.suggestions ?? {}).flat()],
  paper: (step) => [
    ...step.sides.flatMap((side) => {
      const ids = step.suggestions?.[side] ?? [];
      return ids.length > 0 ? [{ type: 'choices', ids } as const] : [];
    }),
    { type: 'fields', ids: step.sides, lines: 9 },
  ],
  start: () => ({ stones: {} }),
  apply(step, answer, event) {
    if (!step.sides.includes(event.side)) return answer;
    const stones = stonesOn(answer, event.side);
    const put = (next: Stone[]): LedgerAnswer => ({ ...answer, stones: { ...answer.stones, [event.side]: next } });
    switch (event.type) {
      case 'lay':
        if (!step.suggestions?.[event.side]?.includes(event.id) || stones.some((stone) => stone.id === event.id))
          return answer;
        return put([...stones, { id: event.id }]);
      case 'write': {
        const stone = ownItem(step.id, event.text, Object.values(answer.stones).flat(), answer.dropped);
        return stone ? put([...stones, stone]) : answer;
      }
      case 'lift': {
        const lifted = stones.find((stone) => stone.id === event.id);
        if (!lifted) return answer;
        const rest = put(stones.filter((stone) => stone !== lifted));
        return lifted.text === undefined ? rest : { ...rest, dropped: droppedWith(lifted.id, answer.dropped) };
      }
    }
  },
  gives: (step, answer, _given, selector) =>
    step.sides
      .filter((side) => selector === undefined || side === selector)
      .flatMap((side) => stonesOn(answer, side).map((stone): Card => ({ ...stone, step: step.id }))),
  keeps: (_step, answer) => (Object.values(answer.stones).some((stones) => stones.length > 0) ? answer : null),
};
