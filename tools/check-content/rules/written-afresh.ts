import { rowTexts } from '../all-texts.ts';
import type { Language } from '#content/words/languages.ts';
import type { Row, Rule } from '../content.ts';
import { sentencesOf, wordCount } from '../sentences.ts';

/** Short sentences coincide between two languages so close; many longer ones do not. */
const comparedFrom = 4;
const allowedShare = 0.12;

export const writtenAfresh: Rule = ({ rows }) =>
  rows.flatMap((row) => {
    const danish = sentenceSet(row, 'da');
    const norwegian = sentenceSet(row, 'nb');
    const same = [...norwegian].filter((sentence) => danish.has(sentence));
    if (same.length <= allowedShare * norwegian.size) return [];
    return [
      {
        severity: 'warning',
        rule: 'written-afresh',
        file: row.textFile.nb,
        message: `${same.length} of ${norwegian.size} sentences stand word for word in da.md too: “${same[0]}”`,
        todo: 'write it afresh in each language',
      },
    ];
  });

const sentenceSet = (row: Row, language: Language): Set<string> =>
  new Set(
    rowTexts(row, language)
      .flatMap(({ text }) => sentencesOf(text))
      .filter((sentence) => wordCount(sentence) >= comparedFrom)
      .map((sentence) => sentence.toLowerCase().replace(/[^\p{L}\d ]/gu, '')),
  );
