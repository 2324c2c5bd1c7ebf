import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearchIndex, searchPractices } from './practice-search.ts';
import type { Findable } from './practice-search.ts';

const bench: Findable = {
  id: 'bench',
  title: 'Fiskerbænken',
  invitation: 'Et kvarter for to. Én lytter',
  words: ['bænk', 'lytte', 'kollega'],
  situations: ['Jeg har brug for at sige noget højt'],
};
const da: Findable[] = [
  {
    id: 'acute',
    title: 'Når det bliver for meget',
    invitation: 'Ét tryk. Ingen spor.',
    words: ['akut', 'afløsning', 'gå ud'],
    situations: ['Jeg er lige ved at råbe'],
  },
  bench,
  {
    id: 'fire',
    title: 'Lejrbålet',
    invitation: 'En runde uden råd',
    words: ['bål', 'runde', 'kolleger'],
    situations: ['Jeg og holdet har haft nogle hårde uger'],
  },
  {
    id: 'fatigue',
    title: 'Omsorgstræthed',
    invitation: 'Hvad er det?',
    words: ['træt', 'slidt'],
    situations: ['Jeg er træt før en pause og efter den'],
  },
  {
    id: 'pause',
    title: 'Venlig pause',
    invitation: 'To stille minutter',
    words: ['pause', 'ro'],
    situations: ['Jeg er hård ved mig selv'],
  },
];
const nb: Findable[] = [
  {
    id: 'bench',
    title: 'Fiskebenken',
    invitation: 'To kolleger, et kvarter',
    words: ['prate', 'makker'],
    situations: ['Jeg trenger å si noe høyt'],
  },
  {
    id: 'fatigue',
    title: 'Omsorgstretthet',
    invitation: 'Hva er det?',
    words: ['sliten', 'utmattet'],
    situations: ['Jeg er sliten etter helga'],
  },
  { id: 'newer', title: 'Sliten', invitation: 'Finnes bare her', words: ['sliten'], situations: ['Sliten'] },
];
const index = createSearchIndex(da, nb);
const find = (typed: string) => searchPractices(index, typed);

describe('finds', () => {
  test.each([
    ['a title', 'fiskerbænken', 'bench'],
    ['a beginning', 'fisk', 'bench'],
    ['a title without its letters', 'lejrbaalet', 'fire'],
    ['two letters swapped', 'fiskrebænken', 'bench'],
    ['two errors in a long word', 'omsogstræthet', 'fatigue'],
    ['a word inside a compound', 'træthed', 'fatigue'],
    ['a word of another language', 'sliten', 'fatigue'],
    ['a word of another language, misspelt', 'utmatet', 'fatigue'],
    ['a word that is listed', 'afløsning', 'acute'],
    ['a whole sentence', 'jeg er lige ved at råbe', 'acute'],
    ['capitals and signs', '  «LEJRBÅLET»!', 'fire'],
  ])('%s', (_, typed, wanted) => {
    expect(find(typed)[0]).toBe(wanted);
  });
});

test('lays the one that has the word in its title before one that has it in a situation', () => {
  expect(find('pause')).toEqual(['pause', 'fatigue']);
});

test('lays the one that is typed before a title that is a typing error away', () => {
  const three: Findable = { id: 'three', title: 'De tre', invitation: 'x', words: ['y'], situations: ['z'] };
  expect(searchPractices(createSearchIndex([three, ...da]), 'træt')).toEqual(['fatigue', 'three']);
});

test('lays the one that was for the whole sentence before those that were for its words apart', () => {
  const apart: Findable = {
    ...bench,
    id: 'apart',
    situations: ['Det er højt', 'Noget at sige', 'Jeg har brug for ro'],
  };
  expect(searchPractices(createSearchIndex([apart, bench]), 'jeg har brug for at sige noget højt')[0]).toBe('bench');
  expect(searchPractices(createSearchIndex([apart, bench]), 'sige')).toEqual(['apart', 'bench']);
});

test('lays the language on screen before the others', () => {
  const own: Findable = { id: 'own', title: 'Makker', invitation: 'x', words: ['y'], situations: ['z'] };
  expect(searchPractices(createSearchIndex([...da, own], nb), 'makker')).toEqual(['own', 'bench']);
});

test('finds nothing for what nobody wrote, even beside words that everybody wrote', () => {
  expect(find('kvantefysik')).toEqual([]);
  expect(find('jeg er kvantefysiker')).toEqual([]);
  expect(find('')).toEqual([]);
  expect(find('?!')).toEqual([]);
});

test('shows only practices of the language on screen', () => {
  expect(find('sliten')).not.toContain('newer');
});

test('finds every practice by any longer word of its title with two letters swapped', () => {
  const words = da.flatMap(({ id, title }) =>
    title
      .split(' ')
      .filter((word) => word.length >= 5)
      .map((word) => ({ id, word })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.nat(), ({ id, word }, at) => {
      const i = 1 + (at % (word.length - 2));
      const swapped = word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2);
      expect(find(swapped), swapped).toContain(id);
    }),
  );
});

test('takes anything that can be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) =>
      find(typed).every((id) => da.some((one) => one.id === id)),
    ),
  );
});
