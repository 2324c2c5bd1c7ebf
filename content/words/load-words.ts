import type { Language } from './languages.ts';
import type { DeviceWords } from './device-words.ts';
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
const devicesFiles: Record<Language, () => Promise<{ devices: DeviceWords }>> = {
  da: () => import('./devices/da.ts'),
  nb: () => import('./devices/nb.ts'),
  en: () => import('./devices/en.ts'),
};

export const loadFirstWords = async (language: Language): Promise<FirstWords> => (await firstFiles[language]()).first;

export async function loadPlaceWords(language: Language): Promise<FirstWords & PlaceWords> {
  const [first, { places }] = await Promise.all([loadFirstWords(language), placesFiles[language]()]);
  return { ...first, ...places };
}

/** With those of the one page that speaks of lockers. */
export async function loadWords(language: Language): Promise<Words> {
  const [words, { devices }] = await Promise.all([loadPlaceWords(language), devicesFiles[language]()]);
  return { ...words, devices };
}
