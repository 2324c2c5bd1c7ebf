import type { Language } from '#content/words/languages.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';
import type { Situation } from '#core/practice/situation.ts';

/** How a practice is found: enough for lists and search, without its steps. */
export type PracticeCard = Pick<
  Practice,
  'id' | 'place' | 'moment' | 'levels' | 'section' | 'minutes' | 'people' | 'surface' | 'scope'
> &
  Pick<Prose, 'title' | 'invitation' | 'words' | 'situations'>;

export type LoadedPractice = { practice: Practice; prose: Prose };

type Loaders = Record<string, () => Promise<{ default: LoadedPractice }>>;

const loaders: Record<Language, () => Promise<{ default: Loaders }>> = {
  da: () => import('virtual:practices/da'),
  nb: () => import('virtual:practices/nb'),
  en: () => import('virtual:practices/en'),
};
const indexes: Record<Language, () => Promise<{ default: PracticeCard[] }>> = {
  da: () => import('virtual:practice-index/da'),
  nb: () => import('virtual:practice-index/nb'),
  en: () => import('virtual:practice-index/en'),
};

const situations: Record<Language, () => Promise<{ default: Situation[] }>> = {
  da: () => import('virtual:practice-situations/da'),
  nb: () => import('virtual:practice-situations/nb'),
  en: () => import('virtual:practice-situations/en'),
};

/** Null when there is no such practice in this version; rejects when it cannot be fetched. */
export async function loadPractice(language: Language, id: string): Promise<LoadedPractice | null> {
  const load = (await loaders[language]()).default[id];
  return load ? (await load()).default : null;
}

export const loadPracticeIndex = async (language: Language): Promise<PracticeCard[]> =>
  (await indexes[language]()).default;

export const loadSituations = async (language: Language): Promise<Situation[]> =>
  (await situations[language]()).default;
