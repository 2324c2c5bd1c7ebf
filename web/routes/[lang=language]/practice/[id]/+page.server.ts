import { LANGUAGES } from '#content/words/languages.ts';

/** One page for every practice and language, so that any static host knows which exist. */
export const entries = () =>
  Object.keys(import.meta.glob('/content/practices/*/practice.json')).flatMap((path) => {
    const id = path.split('/').at(-2) ?? '';
    return LANGUAGES.map((lang) => ({ lang, id }));
  });
