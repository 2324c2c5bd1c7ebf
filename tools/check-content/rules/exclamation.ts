import { allTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

export const exclamation: Rule = (content) =>
  allTexts(content)
    .filter(({ text }) => text.includes('!'))
    .map((text) => textProblem(text, 'exclamation', 'has an exclamation mark', 'end it with a full stop'));
