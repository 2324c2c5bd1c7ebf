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
const WEIGHTS = { title: 8, words: 5, situations: 3, together: 3, invitation: 2 } as const;
/** What the other languages call a thing helps to find it, and never beats the language on screen. */
const ELSEWHERE = 0.4;
/** Where the typed word is known, one that a typing error would make of it is hardly meant: træt is not tre. */
const HARDLY_MEANT = 0.5;

type Places = Map<string, number>;
/** Folded words, and the practices that are for them. */
type Sentence = { words: readonly string[]; ids: string[] };
/** Every word, and how much it tells about the practices it stands in; and what a helper might say, sentence by sentence. */
export type SearchIndex = { byWord: Map<string, Places>; sentences: readonly Sentence[]; ids: readonly string[] };

/** `here` in the language on screen; `elsewhere` the same practices in other languages, as far as they are loaded. */
export function createSearchIndex(here: readonly Findable[], elsewhere: readonly Findable[] = []): SearchIndex {
  const byWord: SearchIndex['byWord'] = new Map();
  const sentences = new Map<string, Sentence>();
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
  for (const practice of here) {
    putAll(practice, 1);
    for (const said of practice.situations) {
      const sentence: Sentence = sentences.get(said) ?? { words: foldedWords(said), ids: [] };
      sentences.set(said, sentence);
      sentence.ids.push(practice.id);
    }
  }
  for (const practice of elsewhere) putAll(practice, ELSEWHERE);
  return { byWord, sentences: [...sentences.values()], ids };
}

/** The words that look like a typed one, and how well each practice answers it: its best word times that word's weight. */
function answersTo(index: SearchIndex, typed: string): { likes: Map<string, number>; places: Places } {
  const likes = new Map<string, number>();
  const places: Places = new Map();
  const isKnown = index.byWord.has(typed);
  for (const [word, tells] of index.byWord) {
    const like = likeness(typed, word) * (isKnown && !word.includes(typed) ? HARDLY_MEANT : 1);
    if (like === 0) continue;
    likes.set(word, like);
    for (const [id, weight] of tells) places.set(id, Math.max(places.get(id) ?? 0, like * weight));
  }
  return { likes, places };
}

/** Words that many practices answer ("jeg", "the") tell little; one that none answers tells most. */
const rarity = (answered: number, all: number): number => Math.log((1 + all) / (0.5 + answered));

/** A practice stands in the list when it answers most of what was asked, and nearly as much as the best one does. */
const AT_LEAST = 0.5;
const NEAR_THE_BEST = 0.75;

/** Ids of the practices that answer what was typed, the best first; those alike keep the order of the index. */
export function searchPractices(index: SearchIndex, typed: string): string[] {
  const asked = foldedWords(typed).map((word) => {
    const { likes, places } = answersTo(index, word);
    return { likes, places, worth: rarity(places.size, index.ids.length) };
  });
  const whole = asked.reduce((sum, { worth }) => sum + worth, 0);
  const together: Places = new Map();
  // A word alone stands in many sentences and tells no more by it.
  for (const { words, ids } of asked.length > 1 ? index.sentences : []) {
    const met = asked.reduce(
      (sum, { likes, worth }) => sum + worth * Math.max(0, ...words.map((word) => likes.get(word) ?? 0)),
      0,
    );
    for (const id of ids) together.set(id, Math.max(together.get(id) ?? 0, met));
  }
  const found = index.ids.map((id) => {
    const met = asked.filter(({ places }) => places.has(id));
    return {
      id,
      share: met.reduce((sum, { worth }) => sum + worth, 0) / whole,
      points:
        met.reduce((sum, { places, worth }) => sum + worth * (places.get(id) ?? 0), 0) +
        WEIGHTS.together * (together.get(id) ?? 0),
    };
  });
  const least = Math.max(AT_LEAST, NEAR_THE_BEST * Math.max(0, ...found.map(({ share }) => share)));
  return found
    .filter(({ share }) => share >= least)
    .sort((a, b) => b.points - a.points)
    .map(({ id }) => id);
}
