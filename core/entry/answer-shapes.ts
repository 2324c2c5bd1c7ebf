import type { Entry, Json, JsonObject } from './entry.ts';
import { isJsonObject } from './entry.ts';

/** A thing that was taken: an item of the content by its id, or the helper's own words. */
export type Taken = { readonly id: string; readonly text?: string };

/** Answers may stem from any version of a practice: what does not fit is passed over, nothing here throws. */
export const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
export const listIn = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
export const idsIn = (value: Json | undefined): string[] =>
  listIn(value).filter((id): id is string => typeof id === 'string' && id !== '');

/** Words without the space around them; undefined when there are none. */
export const wordsIn = (value: Json | undefined): string | undefined =>
  (typeof value === 'string' && value.trim()) || undefined;

export const takenIn = (value: Json | undefined): Taken[] =>
  listIn(value).flatMap((item): Taken[] => {
    const { id, text } = objectIn(item);
    if (typeof id !== 'string' || id === '') return [];
    const words = wordsIn(text);
    return [words === undefined ? { id } : { id, text: words }];
  });

/** Every answer to one step, each time round; not those that are repeated for a card (`step#card`). */
export const answersToStep = (entry: Entry, step: string): JsonObject[] =>
  Object.entries(entry.answers)
    .filter(([key]) => key === step || key.startsWith(`${step}~`))
    .map(([, answer]) => objectIn(answer));

const byTime = (a: Entry, b: Entry): number => (a.day === b.day ? a.at - b.at : a.day < b.day ? -1 : 1);

/** The runs of one practice, in whatever order they were given. A `setup` is no run. */
export const runsNewestFirst = (entries: Iterable<Entry>, practice: string): Entry[] =>
  [...entries].filter((entry) => entry.kind === 'entry' && entry.practice === practice).sort((a, b) => byTime(b, a));

export const oldestFirst = (entries: Iterable<Entry>): Entry[] => [...entries].sort(byTime);
