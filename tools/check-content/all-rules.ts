import type { Rule } from './content.ts';
import { avoidedWords } from './rules/avoided-words.ts';
import { cardGaps } from './rules/card-gaps.ts';
import { doors } from './rules/doors.ts';
import { emoji } from './rules/emoji.ts';
import { exclamation } from './rules/exclamation.ts';
import { frontMatter } from './rules/front-matter.ts';
import { helpLines } from './rules/help-lines.ts';
import { inventory } from './rules/inventory.ts';
import { kinds } from './rules/kinds.ts';
import { markup } from './rules/markup.ts';
import { missingFiles } from './rules/missing-files.ts';
import { neighbourWords } from './rules/neighbour-words.ts';
import { parseErrors } from './rules/parse-errors.ts';
import { placeholders } from './rules/placeholders.ts';
import { quotationMarks } from './rules/quotation-marks.ts';
import { references } from './rules/references.ts';
import { scope } from './rules/scope.ts';
import { sentenceLength } from './rules/sentence-length.ts';
import { situations } from './rules/situations.ts';
import { size } from './rules/size.ts';
import { sources } from './rules/sources.ts';
import { tellingCards } from './rules/telling-cards.ts';
import { wordIds } from './rules/word-ids.ts';
import { wordsShape } from './rules/words-shape.ts';
import { writtenAfresh } from './rules/written-afresh.ts';

export const allRules: readonly Rule[] = [
  missingFiles,
  parseErrors,
  wordIds,
  references,
  sources,
  kinds,
  inventory,
  scope,
  size,
  frontMatter,
  placeholders,
  avoidedWords,
  sentenceLength,
  exclamation,
  emoji,
  markup,
  quotationMarks,
  neighbourWords,
  writtenAfresh,
  tellingCards,
  cardGaps,
  situations,
  doors,
  helpLines,
  wordsShape,
];
