import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness } from './likeness.ts';

test('takes the same word for more alike than its beginning, and that for more than a typing error', () => {
  const steps = [
    likeness('omsorg', 'omsorg'),
    likeness('omsorg', 'omsorgstrethed'),
    likeness('omsrog', 'omsorg'),
    likeness('trethed', 'omsorgstrethed'),
    likeness('omsrog', 'omsorgstrethed'),
    likeness('puls', 'omsorg'),
  ];
  expect(steps).toEqual([...steps].sort((a, b) => b - a));
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps.at(-1)).toBe(0);
});

test('forgives nothing in short words, one error in middling ones, two in long ones', () => {
  expect(likeness('ro', 'rad')).toBe(0);
  expect(likeness('bål', 'mål')).toBe(0);
  expect(likeness('pauxe', 'pause')).toBeGreaterThan(0);
  expect(likeness('pauxx', 'pause')).toBe(0);
  expect(likeness('fiskebnek', 'fiskerbenk')).toBeGreaterThan(0);
  expect(likeness('fxskxbxnk', 'fiskebenk')).toBe(0);
});

test('a single letter finds only itself', () => {
  expect(likeness('p', 'pause')).toBe(0);
  expect(likeness('i', 'i')).toBe(1);
});

test('is always between nothing and the same', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(word, word, (typed, other) => {
      const like = likeness(typed, other);
      expect(like === 1).toBe(typed === other);
      return like >= 0 && like <= 1;
    }),
  );
});
