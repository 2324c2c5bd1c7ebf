import { wordPaths } from '../all-texts.ts';
import type { Rule } from '../content.ts';
import type { Problem } from '../problem.ts';

/** The type holds the shape; this holds the same shape for whoever runs the check alone, and that nothing is empty. */
export const wordsShape: Rule = ({ words }) => {
  const danish = words.find(({ language }) => language === 'da');
  const asked = new Set(wordPaths(danish?.words).map(({ path }) => shapeOf(path)));
  return words.flatMap(({ file, words: tree }): Problem[] => {
    const found = wordPaths(tree);
    const paths = new Set(found.map(({ path }) => shapeOf(path)));
    const problem = (field: string, message: string): Problem => ({
      severity: 'error',
      rule: 'words-shape',
      file,
      field,
      message,
      todo: 'da, nb and en have the same keys, each with words',
    });
    return [
      ...(paths.size === 0 ? [problem('', 'exports no words under the name of its language')] : []),
      ...found.filter(({ text }) => text.trim() === '').map(({ path }) => problem(path, 'is empty')),
      ...[...asked].filter((path) => !paths.has(path)).map((path) => problem(path, 'is missing')),
      ...[...paths].filter((path) => !asked.has(path)).map((path) => problem(path, 'stands in no Danish words')),
    ];
  });
};

/** A list may be longer in one language than in another; what its entries are made of may not differ. */
const shapeOf = (path: string): string => path.replaceAll(/(?<=\.)\d+(?=\.|$)/g, '*');
