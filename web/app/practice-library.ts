import type { Language } from '#content/words/languages.ts';
import { unpackProse, unpackSteps } from '#core/practice/pack-prose.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';
import { joinParts } from '#core/practice/practice-parts.ts';
import type { PracticeHead, PracticePart } from '#core/practice/practice-parts.ts';
import type { Situation } from '#core/practice/situation.ts';

/** How a practice is found: enough for lists and search, without its steps. */
export type PracticeCard = Pick<
  Practice,
  'id' | 'place' | 'moment' | 'levels' | 'section' | 'minutes' | 'people' | 'surface' | 'scope'
> &
  Pick<Prose, 'title' | 'invitation' | 'words' | 'situations'>;

export type LoadedPractice = { practice: Practice; prose: Prose };

/** The words are packed on their way (core/practice/pack-prose.ts). */
type Packed<T extends { prose: unknown }> = Omit<T, 'prose'> & { prose: string };
type PartLoaders = { load?: Record<string, () => Promise<{ default: Packed<PracticePart> }>> };

/** What is known of a practice before its units are fetched, if it has any. */
export type StockedPractice = PracticeHead & PartLoaders;
export type Loaders = Record<string, () => Promise<{ default: Packed<PracticeHead> & PartLoaders }>>;

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

/**
 * One with units comes as its head, without their steps. Null when there is no such practice in this version; rejects
 * when it cannot be fetched.
 */
export async function loadPractice(language: Language, id: string): Promise<StockedPractice | null> {
  const load = (await loaders[language]()).default[id];
  if (!load) return null;
  const { default: packed } = await load();
  return { ...packed, prose: unpackProse(packed.prose) };
}

/** A practice with these of its units, fetched now; rejects when one cannot be. One without units is all there. */
export async function withUnits(stocked: StockedPractice, units: readonly string[]): Promise<LoadedPractice> {
  const { practice, prose, load } = stocked;
  if (!load) return { practice, prose };
  const parts = await Promise.all(units.flatMap((unit) => load[unit]?.() ?? []));
  return joinParts(
    stocked,
    parts.map(({ default: part }) => ({ ...part, prose: unpackSteps(part.prose) })),
  );
}

/** All of its units, for those who look up words wherever they stand. Null, and rejects, as `loadPractice`. */
export async function loadWholePractice(language: Language, id: string): Promise<LoadedPractice | null> {
  const stocked = await loadPractice(language, id);
  return stocked && withUnits(stocked, stocked.parts?.map((part) => part.id) ?? []);
}

export const loadPracticeIndex = async (language: Language): Promise<PracticeCard[]> =>
  (await indexes[language]()).default;

export const loadSituations = async (language: Language): Promise<Situation[]> =>
  (await situations[language]()).default;
