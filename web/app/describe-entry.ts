import type { Entry } from '#core/entry/entry.ts';
import { fillProse } from '#core/practice/prose-of.ts';
import type { Besides } from '../adapters/vault/vault-types.ts';
import { app } from './app.ts';
import { entryToWords, type EntryWords } from './entry-words.ts';
import { loadPractice, type LoadedPractice } from './practice-library.ts';
import { preferences } from './preferences.svelte.ts';

/** The practice with the helper's own word for those she helps; null when this Ballast has it not, or not yet. */
async function loadFilled(id: string): Promise<LoadedPractice | null> {
  const { peopleSets } = app.words.settings;
  const people = peopleSets.find((set) => set.id === preferences.now.people) ?? peopleSets[0];
  try {
    const loaded = await loadPractice(app.language, id);
    return loaded && people ? { ...loaded, prose: fillProse(loaded.prose, people) } : loaded;
  } catch {
    return null;
  }
}

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
