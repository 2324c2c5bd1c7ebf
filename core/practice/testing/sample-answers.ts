import type { Answer, Kind, Step, StepEvent, StepKinds } from '../practice.ts';
import { contrastRows, openColumns } from '../step-kinds/contrast.ts';
import { FELT } from '../step-kinds/rehearse.ts';
import type { Felt } from '../step-kinds/rehearse.ts';
import { rankCards } from '../step-kinds/rank.ts';
import { sortCards } from '../step-kinds/sort.ts';
import type { Card } from '../step.ts';
import { fillingEvents } from '../filling-events.ts';

type Possible = {
  [K in Kind]?: (
    step: StepKinds[K]['step'],
    answer: StepKinds[K]['answer'],
    given: readonly Card[],
  ) => StepKinds[K]['event'][];
};

const possible: Possible = {
  guide: (step) => (step.anchors ?? []).map((id) => ({ kind: 'guide', type: 'anchor', id })),
  write: (step) => [
    ...step.prompts.map((prompt) => ({ kind: 'write', type: 'text', prompt, text: '' }) as const),
    ...(step.choose ? (['keep', 'close', 3] as const) : []).map(
      (lifetime) => ({ kind: 'write', type: 'lifetime', lifetime }) as const,
    ),
  ],
  pick(step, answer) {
    const ids = [...step.items, ...answer.own].map((item) => item.id);
    return [
      ...ids.flatMap((id): StepKinds['pick']['event'][] =>
        step.marks
          ? [...step.marks, null].map((mark) => ({ kind: 'pick', type: 'mark', id, mark }))
          : [{ kind: 'pick', type: 'toggle', id }],
      ),
      ...answer.own.map((item) => ({ kind: 'pick', type: 'drop-own', id: item.id }) as const),
      { kind: 'pick', type: 'none' },
    ];
  },
  sort: (step, answer, given) =>
    sortCards(step, answer, given).flatMap(({ id: card }): StepKinds['sort']['event'][] => [
      ...step.fields.map((field) => ({ kind: 'sort', type: 'place', card, field }) as const),
      { kind: 'sort', type: 'park', card },
      { kind: 'sort', type: 'take-back', card },
      { kind: 'sort', type: 'edit', card, text: `other words for ${card}` },
    ]),
  rank: (step, answer, given) =>
    rankCards(step, answer, given).flatMap(({ id }): StepKinds['rank']['event'][] => [
      { kind: 'rank', type: 'choose', id },
      { kind: 'rank', type: 'park', id },
      { kind: 'rank', type: 'move', id, by: 1 },
      { kind: 'rank', type: 'move', id, by: -1 },
    ]),
  ledger: (_step, answer) =>
    Object.entries(answer.stones).flatMap(([side, stones]) =>
      stones.map(({ id }) => ({ kind: 'ledger', type: 'lift', side, id }) as const),
    ),
  contrast: (step, answer, given) => [
    ...contrastRows(step, answer, given).flatMap(({ id: row }): StepKinds['contrast']['event'][] => [
      ...openColumns(step).map((column) => ({ kind: 'contrast', type: 'text', row, column, text: ' ' }) as const),
      { kind: 'contrast', type: 'carry', row },
    ]),
    ...answer.own.map(({ id }) => ({ kind: 'contrast', type: 'drop-own', id }) as const),
  ],
  scale: (step) =>
    step.scales.flatMap((scale) =>
      [null, 0, 4].map((place) => ({ kind: 'scale', type: 'mark', scale, place }) as const),
    ),
  map: (step) =>
    step.slots.flatMap(({ id: slot, token }): StepKinds['map']['event'][] =>
      token === 'count'
        ? [{ kind: 'map', type: 'count', slot, by: -1 }]
        : [
            { kind: 'map', type: 'remove', slot, index: 0 },
            { kind: 'map', type: 'edit', slot, index: 0, text: 'abcd' },
          ],
    ),
  rehearse: () => FELT.map((felt) => ({ kind: 'rehearse', type: 'felt', felt })),
  loop: (_step, answer) => [
    ...answer.acts.flatMap(({ id }): StepKinds['loop']['event'][] => [
      { kind: 'loop', type: 'remove', id },
      { kind: 'loop', type: 'edit', id, text: `other words for ${id}` },
      { kind: 'loop', type: 'move', id, by: 1 },
      { kind: 'loop', type: 'move', id, by: -1 },
    ]),
    { kind: 'loop', type: 'start', by: 1 },
    { kind: 'loop', type: 'start', by: -1 },
  ],
  plan: (step) => step.fields.map(({ id: field }) => ({ kind: 'plan', type: 'take', field, id: null })),
};

type DoAny = (step: Step, answer: Answer, given: readonly Card[]) => StepEvent[];

/** For tests: what a helper could do in the step shown, fitting or just past it. */
export const possibleAnswers = (step: Step, answer: Answer, given: readonly Card[]): StepEvent[] => [
  ...fillingEvents(step, given),
  ...((possible[step.kind] as DoAny | undefined)?.(step, answer, given) ?? []),
];

const NOWHERE = 'nowhere';

/** For tests: answers that fit no step, of every kind. */
export const UNFIT_ANSWERS: readonly StepEvent[] = [
  { kind: 'guide', type: 'anchor', id: NOWHERE },
  { kind: 'guide', type: 'minutes', minutes: 59 },
  { kind: 'write', type: 'text', prompt: NOWHERE, text: 'words' },
  { kind: 'write', type: 'lifetime', lifetime: 0 },
  { kind: 'pick', type: 'toggle', id: NOWHERE },
  { kind: 'pick', type: 'mark', id: NOWHERE, mark: 'mark-0' },
  { kind: 'pick', type: 'own', text: '  ' },
  { kind: 'pick', type: 'own', text: 'words', mark: NOWHERE },
  { kind: 'pick', type: 'drop-own', id: NOWHERE },
  { kind: 'sort', type: 'place', card: NOWHERE, field: 'depends' },
  { kind: 'sort', type: 'place', card: 'card-0', field: NOWHERE },
  { kind: 'sort', type: 'take-back', card: NOWHERE },
  { kind: 'sort', type: 'own', text: ' ' },
  { kind: 'rank', type: 'choose', id: NOWHERE },
  { kind: 'rank', type: 'park', id: NOWHERE },
  { kind: 'rank', type: 'move', id: NOWHERE, by: 1 },
  { kind: 'rank', type: 'own', text: '' },
  { kind: 'ledger', type: 'lay', side: NOWHERE, id: 'left-0' },
  { kind: 'ledger', type: 'lay', side: 'gives', id: NOWHERE },
  { kind: 'ledger', type: 'write', side: 'gives', text: ' ' },
  { kind: 'ledger', type: 'lift', side: 'gives', id: NOWHERE },
  { kind: 'contrast', type: 'text', row: NOWHERE, column: 'column-1', text: 'words' },
  { kind: 'contrast', type: 'text', row: 'row-0', column: NOWHERE, text: 'words' },
  { kind: 'contrast', type: 'carry', row: NOWHERE },
  { kind: 'contrast', type: 'own', text: '' },
  { kind: 'contrast', type: 'drop-own', id: NOWHERE },
  { kind: 'scale', type: 'mark', scale: NOWHERE, place: 1 },
  { kind: 'scale', type: 'mark', scale: 'scale-0', place: 5 },
  { kind: 'scale', type: 'mark', scale: 'scale-0', place: 1.5 },
  { kind: 'map', type: 'add', slot: NOWHERE, text: 'words' },
  { kind: 'map', type: 'add', slot: 'slot-0', text: ' ' },
  { kind: 'map', type: 'remove', slot: 'slot-0', index: 99 },
  { kind: 'map', type: 'edit', slot: 'slot-0', index: 99, text: 'words' },
  { kind: 'map', type: 'count', slot: NOWHERE, by: 1 },
  { kind: 'turns', type: 'people', people: 1 },
  { kind: 'turns', type: 'people', people: 13 },
  { kind: 'turns', type: 'people', people: 2.5 },
  { kind: 'rehearse', type: 'felt', felt: NOWHERE as Felt },
  { kind: 'loop', type: 'add', text: ' ' },
  { kind: 'loop', type: 'edit', id: NOWHERE, text: 'words' },
  { kind: 'loop', type: 'remove', id: NOWHERE },
  { kind: 'loop', type: 'move', id: NOWHERE, by: 1 },
  { kind: 'plan', type: 'text', field: NOWHERE, text: 'words' },
  { kind: 'plan', type: 'take', field: 'field-0', id: NOWHERE },
];
