import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import { createSearchIndex, searchPractices } from '#core/search/practice-search.ts';
import type { SearchIndex } from '#core/search/practice-search.ts';
import { withSituations } from '#core/search/with-situations.ts';
import { loadPracticeIndex, loadSituations } from '#web/app/practice-library.ts';
import type { PracticeCard } from '#web/app/practice-library.ts';

export type CardSearch = (typed: string) => PracticeCard[];

function searchIn(cards: readonly PracticeCard[], index: SearchIndex): CardSearch {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return (typed) => searchPractices(index, typed).flatMap((id) => byId.get(id) ?? []);
}

/** Finds by the words of the language on screen alone: there at once. */
export const searchHere = (cards: readonly PracticeCard[]): CardSearch => searchIn(cards, createSearchIndex(cards));

/** Finds also by what a helper might say, and by what the other languages call a thing; what cannot be fetched is left out. */
export async function searchEverywhere(cards: readonly PracticeCard[], language: Language): Promise<CardSearch> {
  const others = LANGUAGES.filter((other) => other !== language);
  const [situations, found] = await Promise.all([
    loadSituations(language).catch(() => []),
    Promise.allSettled(others.map(loadPracticeIndex)),
  ]);
  const elsewhere = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  return searchIn(cards, createSearchIndex(withSituations(cards, situations), elsewhere));
}
