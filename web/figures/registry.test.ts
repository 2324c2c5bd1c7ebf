import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIGURES, isFigureName } from './registry.ts';

test('knows the figures by name and no other', () => {
  expect(isFigureName('three-buttons')).toBe(true);
  expect(isFigureName('toString')).toBe(false);
});

const rows = [...sourceOf('registry.ts').matchAll(/import\('\.\/(\w+\.svelte)'\).*slots: \[(.*)\]/g)].map(
  ([, file = '', slots = '']) => ({ file, slots: [...slots.matchAll(/'(\w+)'/g)].map(([, slot = '']) => slot) }),
);

test('finds the component of every figure', () => {
  expect(rows).toHaveLength(Object.keys(FIGURES).length);
});

test.each(rows)('$file takes the slots that it is registered with', ({ file, slots }) => {
  const source = sourceOf(file);
  expect(slots.filter((slot) => !new RegExp(`\\b${slot}\\?:`).test(source))).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
