import type { Entry } from '#core/entry/entry.ts';
import { isStructureEntry } from '#core/entry/structures.ts';
import type { Besides } from '../adapters/vault/vault-types.ts';
import { app } from './app.ts';
import { entryToWords, type EntryWords } from './entry-words.ts';
import { loadFilledPractice } from './filled-practice.ts';
import type { LoadedPractice } from './practice-library.ts';

/** Null when this Ballast has it not, or not yet. */
const loadFilled = (id: string): Promise<LoadedPractice | null> => loadFilledPractice(id).catch(() => null);

/** Entries in the words of the open language, each practice fetched once. In the order they were given. */
export async function describeEntries(
  entries: readonly Entry[],
  besides: { readonly [id: string]: readonly Besides[] } = {},
): Promise<readonly EntryWords[]> {
  const { words, language } = app;
  const ids = [...new Set(entries.map(({ practice }) => practice))];
  const loaded = new Map(await Promise.all(ids.map(async (id) => [id, await loadFilled(id)] as const)));
  return entries.map((entry) =>
    entryToWords(entry, {
      words,
      language,
      loaded: loaded.get(entry.practice) ?? null,
      besides: besides[entry.id] ?? [],
    }),
  );
}

/** What was written in them by hand, as one text to look through: a structure's name stands in its title. */
export const writtenIn = (entries: readonly Entry[], described: readonly EntryWords[]): string =>
  described
    .flatMap(({ title, parts }, index) => [
      ...(entries[index] && isStructureEntry(entries[index]) ? [title] : []),
      ...parts.flatMap(({ lines }) => lines.map(({ text }) => text)),
    ])
    .join('\n');
