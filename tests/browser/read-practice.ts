import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { allSteps, parsePractice } from '#core/practice/parse-practice.ts';
import { parseProse } from '#core/practice/parse-prose.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';
import { fillProse } from '#core/practice/prose-of.ts';
import { kindOf } from '#core/practice/step-kinds/registry.ts';

const folder = join(import.meta.dirname, '../../content/practices');

export const practiceIds = (): string[] => readdirSync(folder).sort();

/** Every id of a practice that needs words, for those who look whether one of them is shown instead. */
export const idsOf = (practice: Practice): string[] => [
  ...(practice.units ?? []).map((unit) => unit.id),
  ...allSteps(practice).flatMap((step) => [step.id, ...kindOf(step.kind).ids(step)]),
];

export type ReadPractice = { practice: Practice; prose: Prose };

/** A practice as its files say it, with the words a new device uses for those one helps. */
export async function readPractice(id: string, language: Language, from = folder): Promise<ReadPractice> {
  const read = (name: string) => readFileSync(join(from, id, name), 'utf8');
  const practice = parsePractice(JSON.parse(read('practice.json')), id);
  const prose = parseProse(read(`${language}.md`), `${id}/${language}.md`);
  if (!practice.ok || !prose.ok) throw new Error(`${id} cannot be read: run the check of content`);
  const { settings } = await loadWords(language);
  return {
    practice: practice.value,
    prose: fillProse(prose.value, settings.peopleSets[0] ?? { people: '', person: '' }),
  };
}
