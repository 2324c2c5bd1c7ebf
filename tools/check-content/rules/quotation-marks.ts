import { allTexts } from '../all-texts.ts';
import type { Language } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

const pairs: Record<Language, string> = { da: '»«', nb: '«»', en: '“”' };
const anyMark = /["“”„«»]/g;

/** »Dansk«, «norsk», “English”: each opened and closed in its turn. */
export const quotationMarks: Rule = (content) =>
  allTexts(content).flatMap((text) => {
    const [open, close] = pairs[text.language];
    const found = text.text.match(anyMark) ?? [];
    const right = found.length % 2 === 0 && found.every((mark, index) => mark === (index % 2 === 0 ? open : close));
    const problems = right
      ? []
      : [textProblem(text, 'quotation-marks', `has ${found.join(' ')}`, `write ${open}…${close}`)];
    if (/(?<=\p{L})'/u.test(text.text))
      problems.push(textProblem(text, 'quotation-marks', "has the typewriter's apostrophe", 'write ’', 'warning'));
    return problems;
  });
