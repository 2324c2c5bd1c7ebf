import { LANGUAGES } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';
import type { Problem } from '../problem.ts';
import { frontValue } from '../read-row-text.ts';

const invitationMax = 60;
const situationsMin = 3;
const situationsMax = 5;

export const frontMatter: Rule = ({ rows, catalogue }) =>
  rows.flatMap((row) =>
    LANGUAGES.flatMap((language): Problem[] => {
      const text = row.text[language];
      if (!text) return [];
      const problems: Problem[] = [];
      const note = (field: string, message: string, todo: string) =>
        problems.push({ severity: 'error', rule: 'front-matter', file: row.textFile[language], field, message, todo });
      const name = catalogue.find(({ id }) => id === row.id)?.names[language];
      const title = frontValue(text, 'title')?.value ?? '';
      if (name !== undefined && title !== name) note('title', `is “${title}”`, `the catalogue calls it “${name}”`);
      const { length } = frontValue(text, 'invitation')?.value ?? '';
      if (length > invitationMax)
        note('invitation', `has ${length} characters`, `one line of at most ${invitationMax}`);
      const situations = (frontValue(text, 'situations')?.value ?? '').split(';').filter((part) => part.trim() !== '');
      if (situations.length < situationsMin || situations.length > situationsMax)
        note(
          'situations',
          `has ${situations.length}`,
          `${situationsMin} to ${situationsMax}, with a semicolon between`,
        );
      return problems;
    }),
  );
