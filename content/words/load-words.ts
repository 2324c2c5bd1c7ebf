import type { Language } from './languages.ts';
import type { FirstWords, PlaceWords, Words } from './words.ts';

const firstFiles: Record<Language, () => Promise<{ first: FirstWords }>> = {
  da: () => import('./first/da.ts'),
  nb: () => import('./first/nb.ts'),
  en: () => import('./first/en.ts'),
};
const placesFiles: Record<Language, () => Promise<{ places: PlaceWords }>> = {
  da: () => import('./places/da.ts'),
  nb: () => import('./places/nb.ts'),
  en: () => import('./places/en.ts'),
};

export const loadFirstWords = async (language: Language): Promise<FirstWords> => (await firstFiles[language]()).first;

export async function loadWords(language: Language): Promise<Words> {
  const [first, { places }] = await Promise.all([loadFirstWords(language), placesFiles[language]()]);
  return { ...first, ...places };
}
