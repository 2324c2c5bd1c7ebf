import type { PaperPart } from './paper.ts';
import type { Reader } from './reader.ts';

export const SCOPES = ['nothing', 'self-erasing', 'private', 'shared', 'open', 'aggregate'] as const;
export type Scope = (typeof SCOPES)[number];

/** What every step may say of itself, whatever its kind (content/README.md, "Every step"). */
export type StepBase = {
  id: string;
  scope?: Scope;
  when?: string[];
  from?: string[];
  forEach?: string;
  setup?: true;
  repeat?: true;
  help?: true;
  figure?: string;
  anchors?: string[];
  ref?: string;
};

/**
 * Something a step shows or gives on: an item of the content, or the helper's own words.
 * `step` is the step whose prose holds its words; `text` wins over the prose.
 */
export type Card = { id: string; step: string; text?: string };

/** One kind of step: how it is read, what needs words, how an answer changes, what it gives on. */
export type StepKind<S extends StepBase, A, E> = {
  parse: (reader: Reader, base: StepBase) => S;
  /** Ids that need words under the step, besides those of the base. */
  ids: (step: S) => string[];
  /** How it is printed, for use without the app. */
  paper: (step: S) => readonly PaperPart[];
  start: (step: S, given: readonly Card[]) => A;
  /** An event that does not fit leaves the answer as it was. */
  apply: (step: S, answer: A, event: E, given: readonly Card[]) => A;
  /** What others may take over; a selector narrows it to a group, mark, field, prompt or slot. */
  gives: (step: S, answer: A, given: readonly Card[], selector?: string) => Card[];
  /** The next answer within this step, or null when the step itself is left. */
  advance?: (step: S, answer: A, given: readonly Card[]) => A | null;
  retreat?: (step: S, answer: A, given: readonly Card[]) => A | null;
  /** Ids of what is still asked for, once, before going on (an empty side, a slot with `ask`). */
  missing?: (step: S, answer: A, given: readonly Card[]) => string[];
  /** The answer with its place within what is shown now: an earlier step may give less than it did. */
  within?: (step: S, answer: A, given: readonly Card[]) => A;
  /** What of the answer may be kept; null when nothing is. `given`: what was taken back since is left out. */
  keeps: (step: S, answer: A, given?: readonly Card[]) => A | null;
};

export const optional = <K extends string, V>(key: K, value: V | undefined | false): { [P in K]?: V } =>
  value === undefined || value === false ? {} : ({ [key]: value } as { [P in K]: V });

export const textCards = (step: string, texts: Record<string, string>, selector?: string): Card[] =>
  Object.entries(texts)
    .filter(([id, text]) => text.trim() !== '' && (selector === undefined || selector === id))
    .map(([id, text]) => ({ id, step, text }));

export type Own = { id: string; text: string };

const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('_') + 1));

/** The highest number that own items have had. */
export const lastOwn = (own: readonly { id: string }[], dropped = 0): number =>
  Math.max(dropped, ...own.filter((item) => item.id.startsWith('own_')).map((item) => numberOf(item.id)));

/**
 * The helper's own item, null without words. Its id is one that no content and no other step can have, and it is never
 * used again in this answer: `dropped` is the highest number that was taken away.
 */
export const ownItem = (step: string, text: string, own: readonly { id: string }[], dropped?: number): Own | null =>
  text.trim() === '' ? null : { id: `own_${step}_${lastOwn(own, dropped) + 1}`, text: text.trim() };

/** What `dropped` is after this item was taken away. */
export const droppedWith = (id: string, dropped = 0): number => Math.max(dropped, numberOf(id));
export const ownCards = (step: string, own: readonly Own[]): Card[] => own.map((item) => ({ ...item, step }));
