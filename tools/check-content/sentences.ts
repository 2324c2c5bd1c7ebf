const boundary = /(?<=[.!?…]["»«”’)]?)\s+(?=["»«“‘(–{]?\s?[\p{Lu}{])|(?<=\p{L}{4}[.!?…])\s+(?=\d)/u;

/**
 * A full stop ends a sentence before a capital or a placeholder, before a figure only after a longer word:
 * "f.eks. ned", "kl. 9" and "ca. 10" stay whole.
 */
export const sentencesOf = (paragraph: string): string[] =>
  paragraph
    .split(boundary)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

export const wordCount = (sentence: string): number => sentence.match(/[\p{L}\d]+(?:[’'.-][\p{L}\d]+)*/gu)?.length ?? 0;
