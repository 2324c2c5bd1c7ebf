import { droppedWith, optional, ownCards, ownItem } from '../step.ts';
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
export type PickAnswer = {
  picked: string[];
  marked?: Record<string, string>;
  own: Own[];
  none?: true;
  dropped?: number;
};
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
  const isNew = answer.marked?.[id] === undefined;
  if (chosen === null && isNew) return answer;
  const { none: _none, ...rest } = answer;
  const { [id]: _old, ...others } = answer.marked ?? {};
  if (isNew && step.max !== undefined && step.max > 1 && Object.keys(others).length >= step.max) return answer;
  const marked = chosen === null ? others : { ...(isNew && step.max === 1 ? {} : others), [id]: chosen };
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
      ...optional('max', reader.has('max') ? reader.whole('max', 1, 60) : undefined),
      ...optional('marks', reader.optionalIds('marks', 2, 4)),
      ...optional('own', reader.flag('own') && (true as const)),
      ...optional('close', close),
    };
  },
  ids: (step) => [...step.items.map((item) => item.id), ...(step.groups ?? []), ...(step.marks ?? [])],
  paper: (step) =>
    (step.groups ?? [undefined]).map((group, index) => ({
      type: 'boxes',
      ids: step.items.filter((item) => group === undefined || item.group === group).map((item) => item.id),
      ...optional('heading', group),
      ...optional('marks', step.marks),
      ...optional('legend', step.marks !== undefined && index === 0 && (true as const)),
      blank: step.own && group === step.groups?.at(-1) ? 1 : 0,
    })),
  start: () => ({ picked: [], own: [] }),
  apply(step, answer, event) {
    switch (event.type) {
      case 'toggle':
        return step.marks ? answer : toggle(step, answer, event.id);
      case 'mark':
        return step.marks ? mark(step, answer, event.id, event.mark) : answer;
      case 'own': {
        const item = ownItem(step.id, event.text, answer.own, answer.dropped);
        if (!step.own || !item || (event.mark !== undefined && !step.marks?.includes(event.mark))) return answer;
        const added = { ...answer, own: [...answer.own, item] };
        return step.marks
          ? mark(step, added, item.id, event.mark ?? step.marks.at(-1) ?? null)
          : toggle(step, added, item.id);
      }
      case 'drop-own': {
        if (!answer.own.some((item) => item.id === event.id)) return answer;
        const { [event.id]: _mark, ...marked } = answer.marked ?? {};
        return {
          ...answer,
          own: answer.own.filter((item) => item.id !== event.id),
          dropped: droppedWith(event.id, answer.dropped),
          picked: answer.picked.filter((id) => id !== event.id),
          ...(answer.marked ? { marked } : {}),
        };
      }
      case 'none': {
        const { none, marked: _marked, ...rest } = answer;
        return { ...rest, picked: [], ...optional('none', !none && (true as const)) };
      }
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
