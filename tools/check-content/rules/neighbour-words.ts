import { allTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { matchWords } from '../match-words.ts';
import { neighbourWords as lists } from '../neighbour-words.ts';
import { properNames, withoutNames } from '../proper-names.ts';
import { textProblem } from '../text-problem.ts';

export const neighbourWords: Rule = (content) =>
  allTexts(content).flatMap((text) => {
    if (text.language === 'en') return [];
    return lists[text.language].flatMap((word) => {
      const found = matchWords(word, withoutNames(text.text, properNames));
      if (found === null) return [];
      return [textProblem(text, 'neighbour-words', `“${found}” may be the neighbour's word`, word.instead, 'warning')];
    });
  });
