import { allTexts } from '../all-texts.ts';
import { avoidList } from '../avoid-list.ts';
import type { Rule } from '../content.ts';
import { matchWords } from '../match-words.ts';
import { properNames, withoutNames } from '../proper-names.ts';
import { textProblem } from '../text-problem.ts';

/** The avoid-list of the voice, outside quoted bad advice and outside the catalogue's own row names. */
export const avoidedWords: Rule = (content) =>
  allTexts(content)
    .filter(({ quoted }) => !quoted)
    .flatMap((text) => {
      const rowNames = content.catalogue.map(({ names }) => names[text.language]);
      const said = withoutNames(text.text, [...rowNames, ...properNames]);
      return avoidList[text.language].flatMap((avoided) => {
        const found = matchWords(avoided, said);
        if (found === null) return [];
        return [
          textProblem(text, 'avoided-words', `“${found}” is on the avoid-list`, avoided.instead, avoided.severity),
        ];
      });
    });
