import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseProse } from '../practice/parse-prose.ts';
import { createSearchIndex, searchPractices } from './practice-search.ts';
import type { Findable } from './practice-search.ts';
import { withSituations } from './with-situations.ts';

/** What the app holds, searched as its page searches it, alone and with the other languages loaded. */
const content = join(import.meta.dirname, '../../content');
const LANGUAGES = ['da', 'nb', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
type Written = Record<Language, string> & { id: string; rows: string[] };

const written = JSON.parse(readFileSync(join(content, 'situations.json'), 'utf8')) as Written[];
const practicesIn = (language: Language): Findable[] =>
  readdirSync(join(content, 'practices')).map((id) => {
    const prose = parseProse(readFileSync(join(content, 'practices', id, `${language}.md`), 'utf8'), id);
    if (!prose.ok) throw new Error(`${id} cannot be read in ${language}`);
    return { id, ...prose.value };
  });
const withAWrongLetter = (word: string): string => (word.length < 6 ? word : `${word.slice(0, 2)}x${word.slice(3)}`);
const longestIn = (words: string[]): string => [...words].sort((a, b) => b.length - a.length)[0] ?? '';
const withoutOne = (text: string): string => {
  const words = text.split(' ');
  return words.filter((word) => word !== words.find((one) => one !== longestIn(words))).join(' ');
};
const misspelt = (text: string): string => text.replace(longestIn(text.split(' ')), withAWrongLetter);

const WORDS: Record<Language, readonly string[]> = {
  da: ['angst', 'vold', 'træt', 'stress', 'selvmord', 'nattevagt'],
  nb: ['angst', 'vold', 'sliten', 'stress', 'selvmord', 'nattevakt'],
  en: ['anxiety', 'violence', 'tired', 'stress', 'suicide', 'night shift'],
};

describe.each(LANGUAGES)('in %s', (language) => {
  const situations = written.map(({ id, rows, [language]: text }) => ({ id, rows, text }));
  const practices = withSituations(practicesIn(language), situations);
  const elsewhere = LANGUAGES.filter((other) => other !== language).flatMap(practicesIn);
  const indexes = [createSearchIndex(practices), createSearchIndex(practices, elsewhere)];
  const lost = (typedOf: (text: string) => string, far: number) =>
    situations.flatMap(({ text, rows }) =>
      indexes
        .filter(
          (index) =>
            !searchPractices(index, typedOf(text))
              .slice(0, far)
              .some((id) => rows.includes(id)),
        )
        .map(() => typedOf(text)),
    );

  test('every situation finds all of its practices, and one among the first three', () => {
    expect(lost((text) => text, 3)).toEqual([]);
    for (const { text, rows } of situations)
      for (const index of indexes) expect(searchPractices(index, text), text).toEqual(expect.arrayContaining(rows));
  });

  test('a situation finds its practices among the first five with a word left out, or its longest word misspelt', () => {
    expect(lost(withoutOne, 5)).toEqual([]);
    expect(lost(misspelt, 5)).toEqual([]);
  });

  test.each(WORDS[language])('“%s” finds practices that are for it', (typed) => {
    const named = practices.filter(({ words }) => words.includes(typed)).map(({ id }) => id);
    for (const index of indexes) expect(named).toContain(searchPractices(index, typed)[0]);
  });

  test('help stands first for who thinks of suicide', () => {
    const typed = { da: 'selvmord', nb: 'selvmord', en: 'suicide' }[language];
    for (const index of indexes) expect(searchPractices(index, typed)[0]).toBe('help-now');
  });
});
