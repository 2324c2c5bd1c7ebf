import { loadWords } from '#content/words/load-words.ts';

// Pages that need the browser say `ssr = false` themselves: said here, it would take this load away from all of them.
export const prerender = true;
export const trailingSlash = 'always';

export const load = async ({ params }) => ({ language: params.lang, words: await loadWords(params.lang) });
