import { SITUATION_GROUPS } from '#core/practice/situation.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Rule } from '../content.ts';
import { isFields, listOf } from '../json-fields.ts';
import type { Problem } from '../problem.ts';

const FILE = 'content/situations.json';
const FIELDS = ['id', 'group', 'rows', ...LANGUAGES];

/** Every practice is found by something a helper might say, and every situation leads to practices that exist. */
export const situations: Rule = ({ situations: all, rows, catalogue }) => {
  const known = new Set(catalogue.map(({ id }) => id));
  const problems: Problem[] = [];
  const note = (message: string, todo: string, step?: string) =>
    void problems.push({
      severity: 'error',
      rule: 'situations',
      file: FILE,
      ...(step === undefined ? {} : { step }),
      message,
      todo,
    });
  const met = new Set<string>();
  const named = new Set<string>();
  for (const one of listOf(all)) {
    if (!isFields(one) || typeof one['id'] !== 'string') {
      note('has a situation without an id', 'give it one');
      continue;
    }
    const { id, group } = one;
    if (met.has(id)) note('stands twice', 'give each an id of its own', id);
    met.add(id);
    if (!SITUATION_GROUPS.some((name) => name === group))
      note(`${String(group)} is no group`, `one of ${SITUATION_GROUPS.join(', ')}`, id);
    for (const language of LANGUAGES) if (typeof one[language] !== 'string') note(`has no ${language}`, 'write it', id);
    for (const field of Object.keys(one))
      if (!FIELDS.includes(field)) note(`${field} is not a known field`, 'take it away', id);
    for (const row of listOf(one['rows'])) {
      named.add(String(row));
      if (!known.has(String(row))) note(`${String(row)} is no row of the catalogue`, 'name a row by its id', id);
    }
  }
  for (const { id } of rows)
    if (known.has(id) && !named.has(id)) note(`no situation leads to ${id}`, 'name it in at least one');
  return problems;
};
