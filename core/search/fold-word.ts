/**
 * One spelling for words that Danish, Norwegian and a hurried hand write differently: hjælp, hjelp and hjaelp; læge,
 * lege and LAEGE; tillid and tilid.
 */
export const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[æä]/g, 'ae')
    .replace(/[øö]/g, 'oe')
    .replace(/å/g, 'aa')
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .replace(/ae/g, 'e')
    .replace(/oe/g, 'o')
    .replace(/(.)\1+/gu, '$1');

/** The folded words of a text, each once. */
export const foldedWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[^\p{Letter}\p{Mark}\p{Number}]+/u)
      .map(foldWord)
      .filter((word) => word !== ''),
  ),
];
