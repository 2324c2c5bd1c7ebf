import { foldedWords } from './fold-word.ts';
import { likeness } from './likeness.ts';

/** What a practice can be found by, in one language. */
export type Findable = {
  id: string;
  title: string;
  invitation: string;
  words: readonly string[];
  situations: readonly string[];
};

/** A word in the title tells more about a practice than one in a situation it is for. */
const WEIGHTS = { title: 8, words: 5, situations: 3, invitation: 2 } as const;
/** What the other languages call a thing helps to find it, and never beats the language on screen. */
const ELSEWHERE = 0.4;

type Places = Map<string, number>;
/** Every word, and how much it tells about the practices it stands in. */
export type SearchIndex = { byWord: Map<string, Places>; ids: readonly string[] };

/** `here` in the language on screen; `elsewhere` the same practices in other languages, as far as they are loaded. */
export function createSearchIndex(here: readonly Findable[], elsewhere: readonly Findable[] = []): SearchIndex {
  const byWord: SearchIndex['byWord'] = new Map();
  const put = (id: string, text: string, weight: number) => {
    for (const word of foldedWords(text)) {
      const places: Places = byWord.get(word) ?? new Map<string, number>();
      byWord.set(word, places);
      places.set(id, Math.max(places.get(id) ?? 0, weight));
    }
  };
  const ids = here.map((practice) => practice.id);
  const known = new Set(ids);
  const putAll = ({ id, title, invitation, words, situations }: Findable, share: number) => {
    if (!known.has(id)) return;
    put(id, title, WEIGHTS.title * share);
    put(id, words.join(' '), WEIGHTS.words * share);
    put(id, situations.join(' '), WEIGHTS.situations * share);
    put(id, invitation, WEIGHTS.invitation * share);
  };
  for (const practice of here) putAll(practice, 1);
  for (const practice of elsewhere) putAll(practice, ELSEWHERE);
  return { byWord, ids };
}

/** How well each practice answers one typed word: its best word times that word's weight. */
function answersTo(index: SearchIndex, typed: string): Places {
  const found: Places = new Map();
  for (const [word, places] of index.byWord) {
    const like = likeness(typed, word);
    if (like === 0) continue;
    for (const [id, weight] of places) found.set(id, Math.max(found.get(id) ?? 0, like * weight));
  }
  return found;
}

/** Words that many practices answer ("jeg", "the") tell little; one that none answers tells most. */
const rarity = (answered: number, all: number): number => Math.log((1 + all) / (0.5 + answered));

/** A practice stands in the list when it answers most of what was asked, and nearly as much as the best one does. */
const AT_LEAST = 0.5;
const NEAR_THE_BEST = 0.75;

/** Ids of the practices that answer what was typed, the best first; those alike keep the order of the index. */
export function searchPractices(index: SearchIndex, typed: string): string[] {
  const asked = foldedWords(typed).map((word) => {
    const places = answersTo(index, word);
    return { places, worth: rarity(places.size, index.ids.length) };
  });
  const whole = asked.reduce((sum, { worth }) => sum + worth, 0);
  const found = index.ids.map((id) => {
    const met = asked.filter(({ places }) => places.has(id));
    return {
      id,
      share: met.reduce((sum, { worth }) => sum + worth, 0) / whole,
      points: met.reduce((sum, { places, worth }) => sum + worth * (places.get(id) ?? 0), 0),
    };
  });
  const least = Math.max(AT_LEAST, NEAR_THE_BEST * Math.max(0, ...found.map(({ share }) => share)));
  return found
    .filter(({ share }) => share >= least)
    .sort((a, b) => b.points - a.points)
    .map(({ id }) => id);
}
