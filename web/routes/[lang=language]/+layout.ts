import { loadFirstWords, loadPlaceWords, loadWords } from '#content/words/load-words.ts';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';
import { loadSurfaces } from '#web/app/surfaces.ts';

// Pages that need the browser say `ssr = false` themselves: said here, it would take this load away from all of them.
export const prerender = true;
export const trailingSlash = 'always';

/** They show no word of the other places, and are there before those words are. */
const FIRST = ['/[lang=language]', '/[lang=language]/break', '/[lang=language]/help'];
/** Speaks of lockers, with words that no other page has. */
const DEVICES = '/[lang=language]/devices';

function wordsOf(route: string, language: Language) {
  if (FIRST.includes(route)) return loadFirstWords(language);
  return route === DEVICES ? loadWords(language) : loadPlaceWords(language);
}

// The break and help now come with the words, and their code with that of the first page: opening them asks for nothing.
export const load = async ({ params, route }) => {
  const [words, surfaces] = await Promise.all([wordsOf(route.id, params.lang), loadSurfaces(params.lang)]);
  return { language: params.lang, words: words as Words, surfaces };
};
