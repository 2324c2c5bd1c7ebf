import { resolve } from 'node:path';
import { allRules } from './all-rules.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Content } from './content.ts';
import { loadContent } from './load-content.ts';
import { problemsToLines, summaryOf } from './print-problems.ts';

/** `npm run check:content [-- --json] [row-id …]`: exit code 1 when there are errors; warnings do not fail. */
const options = process.argv.slice(2);
const asked = options.filter((option) => !option.startsWith('--'));
const root = resolve(import.meta.dirname, '../../content');
const today = new Date().toISOString().slice(0, 10);

const all = await loadContent([root], today);
const unknown = asked.filter((id) => !all.rows.some((row) => row.id === id));
if (unknown.length > 0) {
  console.error(`no such row in content/practices: ${unknown.join(', ')}`);
  process.exit(2);
}
const content: Content =
  asked.length === 0 ? all : { ...all, rows: all.rows.filter(({ id }) => asked.includes(id)), help: [], words: [] };

/** Rows of the catalogue that have no folder; named only when everything is asked for. */
const missing =
  asked.length > 0 ? [] : all.catalogue.map(({ id }) => id).filter((id) => !all.rows.some((row) => row.id === id));

const problems = allRules.flatMap((rule) => rule(content));
if (options.includes('--json')) console.log(JSON.stringify(problems, null, 2));
else {
  for (const line of problemsToLines(problems)) console.log(line);
  if (missing.length > 0) console.log(`not written yet: ${missing.join(', ')}`);
  console.log(summaryOf(content.rows.length, LANGUAGES.length, problems));
}
process.exitCode = problems.some(({ severity }) => severity === 'error') ? 1 : 0;
