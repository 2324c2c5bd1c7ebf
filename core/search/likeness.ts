import { typingErrors } from './typing-errors.ts';

/** Short words forgive nothing, since one letter makes another word of them. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);
/** A beginning fits many words: it needs a letter more before it forgives. */
const forgivenAtTheBeginning = (length: number): number => forgiven(length - 1);

/** From this length a word inside a compound counts: træthed in omsorgstræthed. */
const INSIDE_FROM = 4;

/** How much `typed` looks like `word`, from 0 (nothing) to 1 (the same). Both are folded. */
export function likeness(typed: string, word: string): number {
  if (typed === word) return 1;
  if (typed.length < 2) return 0;
  if (word.startsWith(typed)) return 0.8;
  const most = forgiven(typed.length);
  const { whole, beginning } = typingErrors(typed, word, most);
  if (most > 0 && whole <= most) return whole === 1 ? 0.7 : 0.5;
  if (typed.length >= INSIDE_FROM && word.includes(typed)) return 0.6;
  if (beginning > forgivenAtTheBeginning(typed.length)) return 0;
  return beginning === 1 ? 0.4 : 0.3;
}
