import { loadWords } from '#content/words/load-words.ts';
import { loadSurfaces } from '#web/app/surfaces.ts';

// Pages that need the browser say `ssr = false` themselves: said here, it would take this load away from all of them.
export const prerender = true;
export const trailingSlash = 'always';

// The break and help now come with the words, and their code with that of the first page: opening them asks for nothing.
export const load = async ({ params }) => {
  const [words, surfaces] = await Promise.all([loadWords(params.lang), loadSurfaces(params.lang)]);
  return { language: params.lang, words, surfaces };
};
