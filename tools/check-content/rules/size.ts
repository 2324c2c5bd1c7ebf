import { gzipSync } from 'node:zlib';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';

const limit = 4096;

/** What one helper loads to run a practice: its structure and one language, compressed together. */
export const size: Rule = ({ rows }) =>
  rows.flatMap(({ practice, text, textFile }) =>
    LANGUAGES.flatMap((language) => {
      const source = text[language]?.source;
      if (!practice || source === undefined) return [];
      const bytes = gzipSync(JSON.stringify(practice) + source, { level: 9 }).length;
      if (bytes <= limit) return [];
      return [
        {
          severity: 'error' as const,
          rule: 'size',
          file: textFile[language],
          message: `${bytes} bytes compressed, together with practice.json`,
          todo: `at most ${limit}: shorter texts, or units that load when they are reached`,
        },
      ];
    }),
  );
