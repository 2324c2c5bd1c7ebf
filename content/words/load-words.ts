import type { Language } from './languages.ts';
import type { Words } from './words.ts';

const files: Record<Language, () => Promise<{ words: Words }>> = {
  da: () => import('./da.ts'),
  nb: () => import('./nb.ts'),
  en: () => import('./en.ts'),
};

export const loadWords = async (language: Language): Promise<Words> => (await files[language]()).words;
