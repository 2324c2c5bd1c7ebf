import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typingErrors } from './typing-errors.ts';

test.each([
  ['pause', 'pause', 0],
  ['puase', 'pause', 1],
  ['pase', 'pause', 1],
  ['paause', 'pause', 1],
  ['pauze', 'pause', 1],
  ['puasn', 'pause', 2],
  ['kompas', 'pause', 3],
])('counts from %s to %s: %i', (typed, word, errors) => {
  expect(typingErrors(typed, word, 2).whole).toBe(errors);
});

test('counts to the nearest beginning of a longer word', () => {
  expect(typingErrors('afløs', 'afløsning', 2)).toEqual({ whole: 3, beginning: 0 });
  expect(typingErrors('aflos', 'afløsning', 2).beginning).toBe(1);
  expect(typingErrors('afløsning', 'af', 2)).toEqual({ whole: 3, beginning: 3 });
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

/** The same count straight from its definition, slow. */
function plainly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const swap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    plainly(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
    plainly(x, b) + 1,
    plainly(a, y) + 1,
    swap ? plainly(a.slice(0, -2), b.slice(0, -2)) + 1 : Infinity,
  );
}

test('agrees with the definition, up to what is asked for', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(short, short, fc.integer({ min: 0, max: 3 }), (typed, other, most) => {
      const { whole, beginning } = typingErrors(typed, other, most);
      const starts = Array.from({ length: other.length + 1 }, (_, length) => plainly(typed, other.slice(0, length)));
      expect(whole).toBe(Math.min(plainly(typed, other), most + 1));
      expect(beginning).toBe(Math.min(...starts, most + 1));
    }),
  );
});

test('it is as far there as back', () => {
  fc.assert(fc.property(word, word, (a, b) => typingErrors(a, b, 3).whole === typingErrors(b, a, 3).whole));
});
