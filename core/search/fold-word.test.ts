import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldWord, foldedWords } from './fold-word.ts';

test.each([
  ['hjælp', 'hjelp'],
  ['hjælp', 'HJAELP'],
  ['læge', 'lege'],
  ['afløsning', 'afloesning'],
  ['afløsning', 'aflösning'],
  ['råbe', 'raabe'],
  ['tillid', 'tilid'],
  ['idé', 'ide'],
  ['a\u030a', 'å'],
])('takes %s and %s for the same word', (one, other) => {
  expect(foldWord(one)).toBe(foldWord(other));
});

test('keeps words apart that differ', () => {
  expect(foldWord('pause')).not.toBe(foldWord('puls'));
  expect(foldWord('ro')).not.toBe(foldWord('råd'));
});

test('splits a text at everything that is no letter and no figure, and names each word once', () => {
  expect(foldedWords('Ét tryk. Ingen spor – ét!')).toEqual(['et', 'tryk', 'ingen', 'spor']);
  expect(foldedWords(' … ')).toEqual([]);
});

test('any word is the same with æ, ø, å and without them on the keyboard', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abeorstæøåÆØÅ'.split('')), maxLength: 12 });
  const spelt: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa', Æ: 'AE', Ø: 'Oe', Å: 'aA' };
  fc.assert(
    fc.property(
      word,
      (text) => foldWord(text) === foldWord(text.replace(/[æøå]/gi, (letter) => spelt[letter] ?? letter)),
    ),
  );
});
