import { idsIn, listIn, objectIn, takenIn } from '#core/entry/answer-shapes.ts';
import type { Json, JsonObject } from '#core/entry/entry.ts';
import type { Answer, Kind, Step, StepKinds } from './practice.ts';
import { openColumns } from './step-kinds/contrast.ts';
import { LOOP_MAX } from './step-kinds/loop.ts';
import type { Act } from './step-kinds/loop.ts';
import { kindOf } from './step-kinds/registry.ts';
import { fitsField } from './step-kinds/plan.ts';
import { SCALE_PLACES } from './step-kinds/scale.ts';
import { isLifetime } from './step-kinds/write.ts';
import { optional } from './step.ts';
import type { Own } from './step.ts';

/** Whether a card with this id can be shown in the step: one of the content, or one given to it. */
export type IsCard = (id: string) => boolean;
type Fitting = {
  [K in Kind]?: (step: StepKinds[K]['step'], raw: JsonObject, isCard: IsCard) => StepKinds[K]['answer'];
};

const ownIn = (raw: JsonObject): Own[] =>
  takenIn(raw.own).flatMap(({ id, text }) => (text === undefined ? [] : [{ id, text }]));
const droppedIn = (raw: JsonObject) => optional('dropped', typeof raw.dropped === 'number' ? raw.dropped : undefined);

/** The entries of an object whose key and value fit. */
const entriesIn = <T>(value: Json | undefined, fit: (value: Json, key: string) => T | undefined): Record<string, T> =>
  Object.fromEntries(
    Object.entries(objectIn(value)).flatMap(([key, found]) => {
      const fitted = fit(found, key);
      return fitted === undefined ? [] : [[key, fitted]];
    }),
  );

const textsIn = (value: Json | undefined, isKnown: (key: string, text: string) => boolean): Record<string, string> =>
  entriesIn(value, (text, key) => (typeof text === 'string' && isKnown(key, text) ? text : undefined));

const fitting: Fitting = {
  write: (step, raw) => ({
    texts: textsIn(raw.texts, (prompt) => step.prompts.includes(prompt)),
    ...optional('lifetime', isLifetime(raw.lifetime) ? raw.lifetime : undefined),
  }),
  pick(step, raw) {
    const own = ownIn(raw);
    const isKnown = (id: string) => [...step.items, ...own].some((item) => item.id === id);
    const marked = textsIn(raw.marked, (id, mark) => isKnown(id) && (step.marks?.includes(mark) ?? false));
    return {
      picked: idsIn(raw.picked).filter(isKnown),
      ...optional('marked', raw.marked !== undefined && step.marks ? marked : undefined),
      own,
      ...optional('none', raw.none === true && (true as const)),
      ...droppedIn(raw),
    };
  },
  sort(step, raw, isCard) {
    const own = ownIn(raw);
    const isKnown = (id: string) => isCard(id) || own.some((item) => item.id === id);
    return {
      placed: listIn(raw.placed).flatMap((pair): [string, string][] => {
        const [card = '', field = ''] = idsIn(pair);
        return isKnown(card) && step.fields.includes(field) ? [[card, field]] : [];
      }),
      parked: idsIn(raw.parked).filter(isKnown),
      edited: textsIn(raw.edited, isKnown),
      own,
    };
  },
  rank(_step, raw, isCard) {
    const own = ownIn(raw);
    return { order: idsIn(raw.order).filter((id) => isCard(id) || own.some((item) => item.id === id)), own };
  },
  ledger: (step, raw) => ({
    stones: entriesIn(raw.stones, (stones, side) =>
      step.sides.includes(side)
        ? takenIn(stones).filter(({ id, text }) => text !== undefined || step.suggestions?.[side]?.includes(id))
        : undefined,
    ),
    ...droppedIn(raw),
  }),
  contrast(step, raw, isCard) {
    const own = ownIn(raw);
    const columns = openColumns(step);
    return {
      row: 0,
      cells: entriesIn(raw.cells, (cells, row) =>
        isCard(row) || own.some((item) => item.id === row)
          ? textsIn(cells, (column) => columns.includes(column))
          : undefined,
      ),
      own,
      ...droppedIn(raw),
    };
  },
  scale: (step, raw) => ({
    marks: entriesIn(raw.marks, (place, scale) =>
      step.scales.includes(scale) && Number.isInteger(place) && Number(place) >= 0 && Number(place) < SCALE_PLACES
        ? Number(place)
        : undefined,
    ),
  }),
  map(step, raw) {
    const slotOf = (id: string) => step.slots.find((slot) => slot.id === id);
    return {
      texts: entriesIn(raw.texts, (texts, id) =>
        slotOf(id) && slotOf(id)?.token !== 'count' ? idsIn(texts) : undefined,
      ),
      counts: entriesIn(raw.counts, (count, id) =>
        slotOf(id)?.token === 'count' && Number.isInteger(count) && Number(count) >= 0 ? Number(count) : undefined,
      ),
    };
  },
  loop(step, raw) {
    const acts = listIn(raw.acts)
      .slice(0, LOOP_MAX)
      .flatMap((act): Act[] => {
        const [own] = takenIn([act]);
        const { side } = objectIn(act);
        return own?.text !== undefined && typeof side === 'string' && step.sides.includes(side)
          ? [{ id: own.id, side, text: own.text }]
          : [];
      });
    const start = Number.isInteger(raw.start) ? Number(raw.start) : 0;
    return { acts, start: start >= 0 && start < acts.length ? start : 0, ...droppedIn(raw) };
  },
  plan(step, raw) {
    const fieldOf = (id: string) => step.fields.find((field) => field.id === id);
    return {
      texts: textsIn(raw.texts, (id, text) => {
        const field = fieldOf(id);
        return field !== undefined && fitsField(field.type, text);
      }),
      taken: textsIn(raw.taken, (id, taken) => fieldOf(id)?.suggestions?.includes(taken) ?? false),
    };
  },
};

type FitAny = (step: Step, raw: JsonObject, isCard: IsCard) => Answer;

/**
 * The part of a stored answer that this step can show; nothing throws, whatever was stored. Of a kind that is not above
 * nothing can be shown, and nothing is lost.
 */
export function fittingAnswer(step: Step, raw: Json | undefined, isCard: IsCard): Answer {
  const fit = fitting[step.kind] as FitAny | undefined;
  return fit ? fit(step, objectIn(raw), isCard) : kindOf(step.kind).start(step, []);
}
