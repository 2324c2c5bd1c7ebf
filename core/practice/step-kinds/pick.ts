import { addOwn, optional, ownCards } from '../step.ts';
import type { Card, Own, StepBase, StepKind } from '../step.ts';
import { createReader } from '../reader.ts';
import type { Reader } from '../reader.ts';

export const LEVELS = ['me', 'team', 'leader', 'organisation'] as const;
export type Level = (typeof LEVELS)[number];
export const FLAGS = ['doctor', 'request', 'costs'] as const;
export type Flag = (typeof FLAGS)[number];

export type PickItem = { id: string; level?: Level[]; group?: string; flag?: Flag[] };
export type PickStep = StepBase & {
  kind: 'pick';
  items: PickItem[];
  groups?: string[];
  max?: number;
  marks?: string[];
  own?: true;
  close?: { on: string[]; to: string };
};
/** `picked` holds ids in the order of the content; with `marks`, `marked` says which mark each has. */
export type PickAnswer = { picked: string[]; marked?: Record<string, string>; own: Own[]; none?: true };
export type PickEvent =
  | { kind: 'pick'; type: 'toggle'; id: string }
  | { kind: 'pick'; type: 'mark'; id: string; mark: string | null }
  | { kind: 'pick'; type: 'own'; text: string; mark?: string }
  | { kind: 'pick'; type: 'drop-own'; id: string }
  | { kind: 'pick'; type: 'none' };

function readPickItem(value: unknown, outer: Reader): PickItem {
  const reader = createReader(value, outer.where, outer.errors);
  const item: PickItem = {
    id: reader.id('id'),
    ...optional('level', reader.has('level') ? reader.someOf('level', LEVELS) : undefined),
    ...optional('group', reader.optionalId('group')),
    ...optional('flag', reader.has('flag') ? reader.someOf('flag', FLAGS) : undefined),
  };
  reader.end();
  return item;
}

const known = (step: PickStep, answer: PickAnswer, id: string) =>
  step.items.some((item) => item.id === id) || answer.own.some((item) => item.id === id);

const inOrder = (step: PickStep, own: readonly Own[], picked: readonly string[]) =>
  [...step.items, ...own].map((item) => item.id).filter((id) => picked.includes(id));

function toggle(step: PickStep, answer: PickAnswer, id: string): PickAnswer {
  if (!known(step, answer, id)) return answer;
  const { none: _none, ...rest } = answer;
  if (answer.picked.includes(id)) return { ...rest, picked: answer.picked.filter((other) => other !== id) };
  const kept = step.max === 1 ? [] : answer.picked;
  if (step.max !== undefined && kept.length >= step.max) return answer;
  return { ...rest, picked: inOrder(step, answer.own, [...kept, id]) };
}

function mark(step: PickStep, answer: PickAnswer, id: string, chosen: string | null): PickAnswer {
  if (!known(step, answer, id) || (chosen !== null && !step.marks?.includes(chosen))) return answer;
  const { none: _none, ...rest } = answer;
  const { [id]: _old, ...marked } = answer.marked ?? {};
  if (chosen !== null) marked[id] = chosen;
  return { ...rest, marked, picked: inOrder(step, answer.own, Object.keys(marked)) };
}

export const pick: StepKind<PickStep, PickAnswer, PickEvent> = {
  parse(reader, base) {
    const items = reader.list('items').map((item) => readPickItem(item, reader));
    const groups = reader.optionalIds('groups', 2, 8);
    for (const item of items)
      if (item.group !== undefined && !groups?.includes(item.group))
        reader.fail('items', `${item.id} has an unknown group`);
    let close: PickStep['close'];
    if (reader.has('close')) {
      const closing = createReader(reader.take('close'), reader.where, reader.errors);
      close = { on: closing.ids('on', 1, 20), to: closing.id('to') };
      closing.end();
      for (const id of close.on)
        if (!items.some((item) => item.id === id)) reader.fail('close', `${id} is not an item here`);
    }
    return {
      ...base,
      kind: 'pick',
      items,
      ...optional('groups', groups),
      ...optional('max', reader.has('max') ? reader.number('max', 1, 60) : undefined),
      ...optional('marks', reader.optionalIds('marks', 2, 4)),
      ...optional('own', reader.flag('own') && (true as const)),
      ...optional('close', close),
    };
  },
  ids: (step) => [...step.items.map((item) => item.id), ...(step.groups ?? []), ...(step.marks ?? [])],
  start: () => ({ picked: [], own: [] }),
  apply(step, answer, event) {
    switch (event.type) {
      case 'toggle':
        return step.marks ? answer : toggle(step, answer, event.id);
      case 'mark':
        return step.marks ? mark(step, answer, event.id, event.mark) : answer;
      case 'own': {
        if (!step.own || event.text.trim() === '') return answer;
        const own = addOwn(answer.own, event.text);
        const added = { ...answer, own };
        const id = own.at(-1)?.id ?? '';
        return step.marks ? mark(step, added, id, event.mark ?? step.marks.at(-1) ?? null) : toggle(step, added, id);
      }
      case 'drop-own': {
        const { [event.id]: _mark, ...marked } = answer.marked ?? {};
        return {
          ...answer,
          own: answer.own.filter((item) => item.id !== event.id),
          picked: answer.picked.filter((id) => id !== event.id),
          ...(answer.marked ? { marked } : {}),
        };
      }
      case 'none':
        return { picked: [], own: answer.own, none: true };
    }
  },
  gives(step, answer, _given, selector) {
    const cards: Card[] = [
      ...step.items.map((item) => ({ id: item.id, step: step.id })),
      ...ownCards(step.id, answer.own),
    ];
    const groupOf = (id: string) => step.items.find((item) => item.id === id)?.group;
    return cards
      .filter((card) => answer.picked.includes(card.id))
      .filter(
        (card) =>
          selector === undefined ||
          card.id === selector ||
          groupOf(card.id) === selector ||
          answer.marked?.[card.id] === selector ||
          (selector === 'own' && card.text !== undefined),
      );
  },
  keeps: (_step, answer) => (answer.picked.length > 0 || answer.none ? answer : null),
};

/** Whether an item that closes the practice is picked (catalogue: circle-of-two, whom-i-avoid). */
export const isClosedBy = (step: PickStep, answer: PickAnswer): boolean =>
  step.close !== undefined && step.close.on.some((id) => answer.picked.includes(id));
