import { neededWords } from '#core/practice/needed-words.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';
import type { Problem } from '../problem.ts';

/** Every id of practice.json has words in every language, and every heading has its id. */
export const wordIds: Rule = ({ rows }) =>
  rows.flatMap(({ practice, text, textFile }) => {
    if (!practice) return [];
    const { needed, allowed } = neededWords(practice);
    return LANGUAGES.flatMap((language): Problem[] => {
      const sections = text[language]?.sections;
      if (!sections) return [];
      const problem = (id: string, message: string, todo: string, line?: number): Problem => {
        const [step = id, field] = id.split('.');
        return {
          severity: 'error',
          rule: 'word-ids',
          file: textFile[language],
          step,
          ...(field === undefined ? {} : { field }),
          ...(line === undefined ? {} : { line }),
          message,
          todo,
        };
      };
      const written = new Set(sections.map(({ id }) => id));
      return [
        ...[...needed]
          .filter((id) => !written.has(id))
          .map((id) => problem(id, 'has no words', `write ${id.includes('.') ? '###' : '##'} ${id}`)),
        ...sections
          .filter(({ id }) => id !== '' && !needed.has(id) && !allowed.has(id))
          .map(({ id, line }) =>
            problem(id, 'has words but no id', 'take it out, or put the id into practice.json', line),
          ),
      ];
    });
  });
