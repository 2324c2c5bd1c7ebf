import { allTexts } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import { sentencesOf, wordCount } from '../sentences.ts';
import { textProblem } from '../text-problem.ts';

/** voice.md: about 15 words, one thought each. */
const longest = 25;
const comfortable = 15;

export const sentenceLength: Rule = (content) =>
  allTexts(content).flatMap((text) =>
    sentencesOf(text.text).flatMap((sentence) => {
      const count = wordCount(sentence);
      const message = `${count} words: “${sentence.split(' ').slice(0, 6).join(' ')} …”`;
      if (count > longest) return [textProblem(text, 'sentence-length', message, `at most ${longest}; make two of it`)];
      if (count > comfortable)
        return [textProblem(text, 'sentence-length', message, 'perhaps two sentences', 'warning')];
      return [];
    }),
  );
