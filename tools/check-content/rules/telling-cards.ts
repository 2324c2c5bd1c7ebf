import { findTelling } from '#core/names/find-telling.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import { rowTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

/** A card that begins with the practice's own words must not stop a helper for something she did not write. */
export const tellingCards: Rule = ({ rows }) =>
  rows.flatMap((row) =>
    LANGUAGES.flatMap((language) => rowTexts(row, language))
      .filter(({ step }) => step === 'endings')
      .flatMap((text) =>
        findTelling(text.text).map((found) =>
          textProblem(
            text,
            'telling-cards',
            `“${found.text}” on the card looks as if it told who it is about`,
            'say it without',
          ),
        ),
      ),
  );
