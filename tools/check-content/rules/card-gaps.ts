import { LANGUAGES } from '#content/words/languages.ts';
import { rowTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

/** A card is shown as it stands: a gap in it would be read aloud. What belongs there is laid in, or written below. */
export const cardGaps: Rule = ({ rows }) =>
  rows.flatMap((row) =>
    LANGUAGES.flatMap((language) => rowTexts(row, language))
      .filter(({ step, field, text }) => step === 'endings' && field !== undefined && text.includes('…'))
      .map((text) =>
        textProblem(
          text,
          'card-gaps',
          'has a gap (…) on the card',
          'end the paragraph with a colon and name in "cards" what is laid there, or leave room for own words',
        ),
      ),
  );
