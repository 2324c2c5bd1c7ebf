import { LANGUAGES } from '#content/words/languages.ts';
import type { HelpFile, Rule } from '../content.ts';
import { isFields, listOf } from '../json-fields.ts';
import type { Fields } from '../json-fields.ts';
import type { Problem } from '../problem.ts';

const groups = ['danger', 'urgent', 'talk', 'violence', 'child', 'work'];
const number = /^(?:\d{3,6}|\d{2,3}(?: \d{2,3}){1,3})$/;
const isoDate = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** safety.md, section 1: danger to life comes first and plain. */
const firstNumbers: Readonly<Record<string, readonly string[]>> = { dk: ['112'], no: ['113', '112', '110'] };

export const helpLines: Rule = ({ help, today }) => help.flatMap((file) => problemsOf(file, today));

function problemsOf({ file, country, json }: HelpFile, today: string): Problem[] {
  const problems: Problem[] = [];
  const note = (step: string, field: string, message: string, todo: string) =>
    problems.push({ severity: 'error', rule: 'help-lines', file, step, field, message, todo });
  if (!isFields(json) || json['country'] !== country)
    note('', 'country', 'is not the file name', `"country": "${country}"`);
  const lines = (isFields(json) ? listOf(json['lines']) : []).filter(isFields);
  const expected = firstNumbers[country] ?? [];
  if (expected.some((value, index) => lines[index]?.['number'] !== value))
    note('', 'lines', 'do not begin with the emergency numbers', `first ${expected.join(', ')}`);
  const seen = new Set<unknown>();
  for (const line of lines) {
    const id = String(line['id']);
    if (seen.has(id) || !/^[a-z0-9-]+$/.test(id))
      note(id, 'id', 'is missing, doubled or no id', 'lower case with hyphens');
    seen.add(id);
    if (!groups.includes(String(line['group']))) note(id, 'group', 'is unknown', `one of ${groups.join(', ')}`);
    checkNumber(line, today, (field, message, todo) => note(id, field, message, todo));
    for (const language of LANGUAGES) {
      const words = isFields(line['text']) ? line['text'][language] : undefined;
      for (const field of ['name', 'what'])
        if (!isFields(words) || typeof words[field] !== 'string' || words[field].trim() === '')
          note(id, `${language}.${field}`, 'has no words', 'every line has a name and what it is for');
    }
  }
  return problems;
}

function checkNumber(line: Fields, today: string, note: (field: string, message: string, todo: string) => void) {
  const value = line['number'];
  if (value !== null && !(typeof value === 'string' && number.test(value)))
    note(
      'number',
      'is written in another form',
      'figures in groups as the owner writes them, such as "70 201 201"; null when unknown',
    );
  if (value === null && line['checked'] !== null) note('checked', 'there is no number to check', 'null');
  const { checked } = line;
  if (checked !== null && !(typeof checked === 'string' && isoDate.test(checked) && !Number.isNaN(Date.parse(checked))))
    note('checked', 'is no date', 'YYYY-MM-DD, or null when nobody has checked it');
  else if (typeof checked === 'string' && checked > today)
    note('checked', 'lies in the future', 'the day it was last checked');
  if (value !== null && (typeof line['source'] !== 'string' || line['source'].trim() === ''))
    note('source', 'is missing', 'say where the number was found');
}
