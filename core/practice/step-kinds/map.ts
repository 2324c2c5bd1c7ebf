import { createReader } from '../reader.ts';
import { optional } from '../step.ts';
import type { Card, StepBase, StepKind } from '../step.ts';

export const TOKENS = ['text', 'initial', 'count'] as const;
export type Token = (typeof TOKENS)[number];
export type Slot = { id: string; token: Token; group?: string; max?: number; ask?: true };
export type MapStep = StepBase & { kind: 'map'; figure: string; slots: Slot[]; groups?: string[] };
/** Texts or initials as a list; counts as a number of stones (counts instead of persons). */
export type MapAnswer = { texts: Record<string, string[]>; counts: Record<string, number> };
export type MapEvent =
  | { kind: 'map'; type: 'add'; slot: string; text: string }
  | { kind: 'map'; type: 'remove'; slot: string; index: number }
  | { kind: 'map'; type: 'edit'; slot: string; index: number; text: string }
  | { kind: 'map'; type: 'count'; slot: string; by: -1 | 1 };

export const SLOT_MAX = 9;
/** Initials are at most three signs, so that no name fits. */
const fit = (slot: Slot, text: string) => (slot.token === 'initial' ? text.trim().slice(0, 3) : text.trim());

function readSlot(
  value: unknown,
  where: Parameters<typeof createReader>[1],
  errors: Parameters<typeof createReader>[2],
): Slot {
  const reader = createReader(value, where, errors);
  const slot: Slot = {
    id: reader.id('id'),
    token: reader.oneOf('token', TOKENS),
    ...optional('group', reader.optionalId('group')),
    ...optional('max', reader.has('max') ? reader.whole('max', 1, 12) : undefined),
    ...optional('ask', reader.flag('ask') && (true as const)),
  };
  reader.end();
  return slot;
}

export const map: StepKind<MapStep, MapAnswer, MapEvent> = {
  parse(reader, base) {
    if (base.figure === undefined) reader.fail('figure', 'a map needs a figure');
    const slots = reader.list('slots').map((slot) => readSlot(slot, reader.where, reader.errors));
    const groups = reader.optionalIds('groups', 2, 8);
    for (const slot of slots)
      if (slot.group !== undefined && !groups?.includes(slot.group))
        reader.fail('slots', `${slot.id} has an unknown group`);
    return { ...base, kind: 'map', figure: base.figure ?? '', slots, ...optional('groups', groups) };
  },
  ids: (step) => [...step.slots.map((slot) => slot.id), ...(step.groups ?? [])],
  paper: (step) =>
    (step.groups ?? [undefined]).flatMap((group) => {
      const ids = step.slots.filter((slot) => group === undefined || slot.group === group).map((slot) => slot.id);
      const room = { type: 'lines', ids, lines: ids.length > 4 ? 1 : 2 } as const;
      return group === undefined ? [room] : [{ type: 'words', ids: [group] } as const, room];
    }),
  start: () => ({ texts: {}, counts: {} }),
  apply(step, answer, event) {
    const slot = step.slots.find((other) => other.id === event.slot);
    if (!slot) return answer;
    const max = slot.max ?? SLOT_MAX;
    if (event.type === 'count') {
      if (slot.token !== 'count') return answer;
      const before = answer.counts[slot.id] ?? 0;
      const count = Math.min(max, Math.max(0, before + event.by));
      if (count === before) return answer;
      return { ...answer, counts: { ...answer.counts, [slot.id]: count } };
    }
    if (slot.token === 'count') return answer;
    const texts = answer.texts[slot.id] ?? [];
    const put = (next: string[]): MapAnswer => ({ ...answer, texts: { ...answer.texts, [slot.id]: next } });
    if (event.type !== 'add' && texts[event.index] === undefined) return answer;
    if (event.type === 'remove') return put(texts.filter((_, index) => index !== event.index));
    const text = fit(slot, event.text);
    if (event.type === 'add') return text === '' || texts.length >= max ? answer : put([...texts, text]);
    return text === '' ? answer : put(texts.map((old, index) => (index === event.index ? text : old)));
  },
  gives: (step, answer, _given, selector) =>
    step.slots
      .filter((slot) => selector === undefined || slot.id === selector || slot.group === selector)
      .flatMap((slot): Card[] => {
        if (slot.token === 'count') return (answer.counts[slot.id] ?? 0) > 0 ? [{ id: slot.id, step: step.id }] : [];
        return (answer.texts[slot.id] ?? []).map((text, index) => ({ id: `${slot.id}_${index}`, step: step.id, text }));
      }),
  missing: (step, answer) =>
    step.slots
      .filter((slot) => slot.ask && (answer.texts[slot.id]?.length ?? 0) === 0 && (answer.counts[slot.id] ?? 0) === 0)
      .map((slot) => slot.id),
  keeps: (_step, answer) =>
    Object.values(answer.texts).some((texts) => texts.length > 0) ||
    Object.values(answer.counts).some((count) => count > 0)
      ? answer
      : null,
};
