import { targetOf } from '#core/practice/check-references.ts';
import { findTelling } from '#core/names/find-telling.ts';
import { allSteps } from '#core/practice/parse-practice.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import { rowTexts } from '../all-texts.ts';
import type { Text } from '../all-texts.ts';
import type { Row, Rule } from '../content.ts';
import { textProblem } from '../text-problem.ts';

/** The steps whose answers are laid on a card, and those they take over from: any of their labels may stand there. */
function laidSteps({ practice }: Row): ReadonlySet<string> {
  const laid = new Set(Object.values(practice?.cards ?? {}).flatMap(({ from }) => from.map(targetOf)));
  const steps = practice ? allSteps(practice) : [];
  for (const { id, from = [], forEach } of steps.toReversed())
    if (laid.has(id)) for (const reference of [...from, ...(forEach ? [forEach] : [])]) laid.add(targetOf(reference));
  return laid;
}

/** What the practice itself may put on a card: the words of the endings, and the labels of what can be chosen. */
function cardTexts(row: Row, language: Language): Text[] {
  const laid = laidSteps(row);
  const labels = new Set(row.text[language]?.sections.map(({ paragraphs }) => paragraphs[0]?.line));
  return rowTexts(row, language).filter(
    ({ step, field, line }) =>
      step === 'endings' || (step !== undefined && laid.has(step) && field !== undefined && labels.has(line)),
  );
}

/** A card that begins with the practice's own words must not stop a helper for something she did not write. */
export const tellingCards: Rule = ({ rows }) =>
  rows.flatMap((row) =>
    LANGUAGES.flatMap((language) => cardTexts(row, language)).flatMap((text) =>
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
