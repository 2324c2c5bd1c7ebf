import { fillProse } from '#core/practice/prose-of.ts';
import { app } from './app.ts';
import { loadWholePractice } from './practice-library.ts';
import type { LoadedPractice } from './practice-library.ts';
import { preferences } from './preferences.svelte.ts';

/**
 * The practice, all of its units, with the workplace's own words for those one helps, as chosen in settings. Null when there is no such
 * practice in this version; rejects when it cannot be fetched.
 */
export async function loadFilledPractice(id: string): Promise<LoadedPractice | null> {
  const { peopleSets } = app.words.settings;
  const people = peopleSets.find((set) => set.id === preferences.now.people) ?? peopleSets[0];
  const loaded = await loadWholePractice(app.language, id);
  return loaded && people ? { ...loaded, prose: fillProse(loaded.prose, people) } : loaded;
}
