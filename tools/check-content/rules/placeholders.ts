import { wordPaths } from '../all-texts.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import type { Content, Rule } from '../content.ts';
import type { Problem } from '../problem.ts';

const known = new Set(['{people}', '{person}']);
/** A capital at the start of a sentence is the same placeholder. */
const placeholdersIn = (text: string): string[] =>
  [...new Set((text.match(/\{[^}]*\}/g) ?? []).map((found) => found.toLowerCase()))].sort();

/** The same placeholders stand in the same place in all three LANGUAGES. */
export const placeholders: Rule = (content) => [...inRows(content), ...inWords(content)];

const inRows = ({ rows }: Content): Problem[] =>
  rows.flatMap(({ text, textFile }) => {
    const bySection = (language: Language) =>
      new Map(
        (text[language]?.sections ?? []).map(({ id, paragraphs }) => [
          id,
          placeholdersIn(paragraphs.map((paragraph) => paragraph.text).join(' ')),
        ]),
      );
    const danish = bySection('da');
    return LANGUAGES.flatMap((language) =>
      [...bySection(language)].flatMap(([id, found]) => {
        const [step = '', field] = id.split('.');
        const at = {
          severity: 'error' as const,
          rule: 'placeholders',
          file: textFile[language],
          step,
          ...(field ? { field } : {}),
        };
        const unknown = found.filter((name) => !known.has(name));
        const problems: Problem[] = unknown.map((name) => ({
          ...at,
          message: `${name} is no placeholder`,
          todo: 'there are {people} and {person}',
        }));
        const expected = danish.get(id);
        if (expected && expected.join() !== found.join())
          problems.push({
            ...at,
            message: `has ${found.join(' ') || 'no placeholder'} where da has ${expected.join(' ') || 'none'}`,
            todo: 'all three languages use the same ones in the same place',
          });
        return problems;
      }),
    );
  });

function inWords({ words }: Content): Problem[] {
  const danish = new Map(
    wordPaths(words.find(({ language }) => language === 'da')?.words).map(({ path, text }) => [
      path,
      placeholdersIn(text),
    ]),
  );
  return words.flatMap(({ file, words: tree }) =>
    wordPaths(tree).flatMap(({ path, text }) => {
      const expected = danish.get(path);
      if (!expected || expected.join() === placeholdersIn(text).join()) return [];
      return [
        {
          severity: 'error' as const,
          rule: 'placeholders',
          file,
          field: path,
          message: `has other placeholders than da (${expected.join(' ') || 'none'})`,
          todo: 'all three languages use the same ones in the same place',
        },
      ];
    }),
  );
}
