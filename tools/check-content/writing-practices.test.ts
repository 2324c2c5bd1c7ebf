import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { neededWords } from '#core/practice/needed-words.ts';
import { parsePractice } from '#core/practice/parse-practice.ts';
import { parseProse } from '#core/practice/parse-prose.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/writing-practices.md'), 'utf8');
const example = (kind: string): string => new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``).exec(guide)?.[1] ?? '';

test('the example in the guide for writers is a whole practice', () => {
  const practice = parsePractice(JSON.parse(example('json')), 'practice.json');
  const prose = parseProse(example('md'), 'en.md');
  if (!practice.ok || !prose.ok) throw new Error(JSON.stringify([practice, prose]));
  const { steps, endings } = prose.value;
  const has = (id: string): boolean => {
    const [step = '', item] = id.split('.');
    const words = step === 'endings' ? endings : steps[step];
    return Boolean(item === undefined ? words?.label : words?.items[item]?.label);
  };
  expect([...neededWords(practice.value).needed].filter((id) => !has(id))).toEqual([]);
});
