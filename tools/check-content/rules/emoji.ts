import { allTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

const emojiSign = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F|[\u2600-\u27BF]/u;

export const emoji: Rule = (content) =>
  allTexts(content)
    .filter(({ text }) => emojiSign.test(text))
    .map((text) => textProblem(text, 'emoji', 'has an emoji or a pictogram', 'say it in words'));
