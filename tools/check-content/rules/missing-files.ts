import { LANGUAGES } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';

export const missingFiles: Rule = ({ rows, catalogue }) =>
  rows.flatMap((row) => {
    const missing = LANGUAGES.filter((language) => row.text[language] === null).map(
      (language) => row.textFile[language],
    );
    if (!row.hasStructure) missing.push(row.structureFile);
    const problems = missing.map((file) => ({
      severity: 'error' as const,
      rule: 'missing-files',
      file,
      message: 'is missing',
      todo: 'every practice has practice.json, da.md, nb.md and en.md',
    }));
    if (catalogue.some(({ id }) => id === row.id) && (row.practice === null || row.practice.id === row.id))
      return problems;
    return [
      ...problems,
      {
        severity: 'error' as const,
        rule: 'missing-files',
        file: row.structureFile,
        field: 'id',
        message: `the folder is called ${row.id}`,
        todo: 'folder and id are the id of one row of content/catalogue.json',
      },
    ];
  });
