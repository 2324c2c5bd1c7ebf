import type { Rule } from '../content.ts';
import { isFields, listOf } from '../json-fields.ts';

/** What stands first behind the leader's and the safety representative's door are rows of the catalogue. */
export const doors: Rule = ({ doors: all, catalogue }) => {
  const known = new Set(catalogue.map(({ id }) => id));
  return Object.entries(isFields(all) ? all : {}).flatMap(([door, rows]) =>
    listOf(rows)
      .map(String)
      .filter((id, index, list) => !known.has(id) || list.indexOf(id) !== index)
      .map((id) => ({
        severity: 'error' as const,
        rule: 'doors',
        file: 'content/doors.json',
        field: door,
        message: known.has(id) ? `${id} stands twice` : `${id} is no row of the catalogue`,
        todo: 'name each row once, by its id',
      })),
  );
};
