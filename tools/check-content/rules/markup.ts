import { allTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

const marks: readonly (readonly [RegExp, string])[] = [
  [/\*|(?<![\p{L}\d])_|_(?![\p{L}\d])|`/u, 'bold, italics or code'],
  [/\]\(|https?:|www\./, 'a link'],
  [/^\s*(?:[-+•]|\d+[.)])\s/, 'a list'],
  [/<\/?[a-z!]|&[a-z]+;|&#/i, 'HTML'],
  [/^\s*[>|]/, 'a table or a nested quote'],
];

/** Prose is plain paragraphs; the one mark is `> ` before a quoted paragraph. */
export const markup: Rule = (content) =>
  allTexts(content).flatMap((text) =>
    marks
      .filter(([pattern]) => pattern.test(text.text))
      .map(([, name]) => textProblem(text, 'markup', `has ${name}`, 'write plain paragraphs')),
  );
