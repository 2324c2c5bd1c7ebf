import type { Avoided } from './avoid-list.ts';

const edge = '[\\p{L}\\p{N}]';
const patterns = new Map<string, RegExp>();

/** Whole words only, å, æ and ø included; `*` is any number of letters. */
function patternOf(words: string): RegExp {
  const known = patterns.get(words);
  if (known) return known;
  const source = words.replaceAll('*', '[\\p{L}-]*').replaceAll(' ', '\\s+');
  const pattern = new RegExp(`(?<!${edge})(?:${source})(?!${edge})`, 'iu');
  patterns.set(words, pattern);
  return pattern;
}

/** The words as they stand in the text, or null. */
export const matchWords = ({ words }: Avoided, text: string): string | null => patternOf(words).exec(text)?.[0] ?? null;
