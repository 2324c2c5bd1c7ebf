import type { Json, JsonObject } from '#core/entry/entry.ts';
import { isJsonObject } from '#core/entry/entry.ts';
import { allSteps } from './parse-practice.ts';
import { ANSWER_MIGRATIONS } from './answer-migrations.ts';
import { fittingAnswer } from './fitting-answer.ts';
import type { Answer, Practice, Step } from './practice.ts';
import { cardsOf, givenTo, stepIdOf, subjectIdOf } from './references.ts';
import { kindOf } from './step-kinds/registry.ts';

/** Under this key an entry holds what the helper wrote on the card of an ending. */
export const CARD_KEY = '~card';

export type ReadAnswers = {
  /** By step key: what this version of the practice can show. */
  shown: Record<string, Answer>;
  card?: { text: string; when?: string; to?: string };
  /** By step key, whole, what it cannot show or only in part. It stays in the entry; nothing is lost. */
  unread: JsonObject;
};

type From = { setups?: Record<string, Answer>; migrations?: typeof ANSWER_MIGRATIONS };

/**
 * Reads answers that an older, the same or a newer version of the practice left. Total: nothing throws, and every key
 * stands in `shown`, in `unread` or, shown in part, in both. `setups`: what was made once and stored apart, read before.
 */
export function readAnswers(practice: Practice, version: number, answers: JsonObject, from: From = {}): ReadAnswers {
  const migrated = migrate(practice, version, answers, from.migrations ?? ANSWER_MIGRATIONS);
  const read: ReadAnswers = { shown: {}, unread: {} };
  const unread: [string, Json][] = [];
  for (const [key, raw] of inOrderOfSteps(practice, migrated)) {
    if (key === CARD_KEY && isJsonObject(raw) && typeof raw.text === 'string') {
      read.card = { text: raw.text, ...textField(raw, 'when'), ...textField(raw, 'to') };
      continue;
    }
    const fitted = readAnswer(practice, key, raw, { ...from.setups, ...read.shown });
    if (fitted !== undefined) read.shown[key] = fitted;
    if (fitted === undefined || !isSame(fitted, raw)) unread.push([key, raw]);
  }
  return { ...read, unread: Object.fromEntries(unread) };
}

function migrate(
  practice: Practice,
  version: number,
  answers: JsonObject,
  migrations: typeof ANSWER_MIGRATIONS,
): JsonObject {
  let migrated = answers;
  for (let at = version; at < practice.version; at += 1)
    migrated = migrations[practice.id]?.[at]?.(migrated) ?? migrated;
  return migrated;
}

/** Earlier steps first, since later ones take over their cards. */
function inOrderOfSteps(practice: Practice, answers: JsonObject): [string, Json][] {
  const order = allSteps(practice).map((step) => step.id);
  return Object.entries(answers).sort(([a], [b]) => order.indexOf(stepIdOf(a)) - order.indexOf(stepIdOf(b)));
}

/** The part of an answer that the step of its key can show; undefined when there is none. */
function readAnswer(practice: Practice, key: string, raw: Json, earlier: Record<string, Answer>): Answer | undefined {
  // References stay within a unit, and a step id stands once in a practice: all steps can be looked at as one list.
  const steps = allSteps(practice);
  const step = steps.find((other) => other.id === stepIdOf(key));
  const subject = subjectIdOf(key);
  if (!step || (subject === undefined) !== (step.forEach === undefined)) return undefined;
  if (subject !== undefined && !isCardOf(step.forEach ?? '', subject, steps, earlier)) return undefined;
  const given = new Set(givenTo(step, steps, earlier).map((card) => card.id));
  const content = contentIds(step, steps);
  const fitted = fittingAnswer(step, raw, (id) => content.has(id) || given.has(id));
  // One that was emptied on purpose says that too.
  return kindOf(step.kind).keeps(step, fitted) !== null || isSame(fitted, raw) ? fitted : undefined;
}

function isCardOf(reference: string, id: string, steps: readonly Step[], earlier: Record<string, Answer>): boolean {
  const target = steps.find((step) => step.id === reference.split('.')[0]);
  return (
    target !== undefined &&
    (contentIds(target, steps).has(id) || cardsOf(target.id, steps, earlier).some((card) => card.id === id))
  );
}

/** Ids with words of their own that a step shows, its own and those of the steps it takes from. */
function contentIds(step: Step, steps: readonly Step[]): Set<string> {
  const ids = new Set(kindOf(step.kind).ids(step));
  for (const reference of [...(step.from ?? []), ...(step.forEach === undefined ? [] : [step.forEach])]) {
    const source = steps.find((other) => other.id === reference.split('.')[0]);
    if (source) for (const id of contentIds(source, steps)) ids.add(id);
  }
  return ids;
}

const textField = (raw: JsonObject, key: 'when' | 'to') => (typeof raw[key] === 'string' ? { [key]: raw[key] } : {});

/** Equal as JSON, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}
