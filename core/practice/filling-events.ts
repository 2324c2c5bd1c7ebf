import type { Kind, Step, StepEvent, StepKinds } from './practice.ts';
import { contrastRows, openColumns } from './step-kinds/contrast.ts';
import type { FieldType } from './step-kinds/plan.ts';
import { rankCards } from './step-kinds/rank.ts';
import { sortCards } from './step-kinds/sort.ts';
import { ownItem } from './step.ts';
import type { Card } from './step.ts';

type Filling = { [K in Kind]?: (step: StepKinds[K]['step'], given: readonly Card[]) => StepKinds[K]['event'][] };

const wordsFor = (id: string): string => `words for ${id}`;

const PLANNED: Record<FieldType, (id: string) => string> = {
  text: wordsFor,
  person: wordsFor,
  phone: () => '00 00 00 00',
  date: () => '2030-02-28',
  time: () => '09:30',
  rhythm: () => 'month',
};

const filling: Filling = {
  guide: (step) => (step.minutes ?? []).slice(0, 1).map((minutes) => ({ kind: 'guide', type: 'minutes', minutes })),
  write: (step) => step.prompts.map((prompt) => ({ kind: 'write', type: 'text', prompt, text: wordsFor(prompt) })),
  pick(step) {
    const open = step.items.filter((item) => !step.close?.on.includes(item.id)).slice(0, step.max);
    const marks = step.marks;
    return [
      ...open.map((item, index): StepKinds['pick']['event'] =>
        marks
          ? { kind: 'pick', type: 'mark', id: item.id, mark: marks[index % marks.length] ?? null }
          : { kind: 'pick', type: 'toggle', id: item.id },
      ),
      ...(step.own ? [{ kind: 'pick', type: 'own', text: wordsFor('own') } as const] : []),
    ];
  },
  sort(step, given) {
    const own = step.own ? ownItem(step.id, wordsFor('own'), []) : null;
    const cards = sortCards(step, { placed: [], parked: [], edited: {}, own: own ? [own] : [] }, given);
    return [
      ...(own ? [{ kind: 'sort', type: 'own', text: own.text } as const] : []),
      ...cards.map((card, index) => ({
        kind: 'sort' as const,
        type: 'place' as const,
        card: card.id,
        field: step.fields[index % step.fields.length] ?? '',
      })),
    ];
  },
  rank: (step, given) => [
    ...rankCards(step, { order: [], own: [] }, given)
      .slice(0, step.max)
      .map((card) => ({ kind: 'rank' as const, type: 'choose' as const, id: card.id })),
    ...(step.own ? [{ kind: 'rank', type: 'own', text: wordsFor('own') } as const] : []),
  ],
  ledger: (step) =>
    step.sides.flatMap((side) => [
      ...(step.suggestions?.[side] ?? []).map((id) => ({ kind: 'ledger' as const, type: 'lay' as const, side, id })),
      { kind: 'ledger', type: 'write', side, text: wordsFor(side) } as const,
    ]),
  contrast(step, given) {
    const own = step.own ? ownItem(step.id, wordsFor('own'), []) : null;
    const rows = contrastRows(step, { row: 0, cells: {}, own: own ? [own] : [] }, given);
    return [
      ...(own ? [{ kind: 'contrast', type: 'own', text: own.text } as const] : []),
      ...rows.flatMap((row) =>
        openColumns(step).map((column) => ({
          kind: 'contrast' as const,
          type: 'text' as const,
          row: row.id,
          column,
          text: wordsFor(column),
        })),
      ),
    ];
  },
  scale: (step) => step.scales.map((scale, index) => ({ kind: 'scale', type: 'mark', scale, place: index % 5 })),
  map: (step) =>
    step.slots.map((slot) =>
      slot.token === 'count'
        ? { kind: 'map', type: 'count', slot: slot.id, by: 1 }
        : { kind: 'map', type: 'add', slot: slot.id, text: wordsFor(slot.id) },
    ),
  loop: () => ['one', 'two', 'three', 'four'].map((act) => ({ kind: 'loop', type: 'add', text: wordsFor(act) })),
  turns: (step) => (step.form === 'circle' ? [{ kind: 'turns', type: 'people', people: 3 }] : []),
  plan: (step) =>
    step.fields.map((field) =>
      field.suggestions
        ? { kind: 'plan', type: 'take', field: field.id, id: field.suggestions[0] ?? null }
        : { kind: 'plan', type: 'text', field: field.id, text: PLANNED[field.type](field.id) },
    ),
};

type FillAny = (step: Step, given: readonly Card[]) => StepEvent[];

/** Answers that fill a step as far as it goes, in an order that fits. Items that close the practice are left alone. */
export const fillingEvents = (step: Step, given: readonly Card[]): StepEvent[] =>
  (filling[step.kind] as FillAny | undefined)?.(step, given) ?? [];
