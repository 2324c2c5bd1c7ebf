import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIGURES, isFigureName } from './registry.ts';

test('knows the figures by name and no other', () => {
  expect(isFigureName('three-buttons')).toBe(true);
  expect(isFigureName('toString')).toBe(false);
});

const rows = [
  ...sourceOf('registry.ts').matchAll(/^ {2}'?([\w-]+)'?: .*import\('\.\/(\w+\.svelte)'\).*slots: \[(.*)\]/gm),
].map(([, name = '', file = '', slots = '']) => ({
  name,
  file,
  slots: [...slots.matchAll(/'(\w+)'/g)].map(([, slot = '']) => slot),
}));

type FigureStep = { figure?: string; slots?: { id: string }[] };
const practices = new URL('../../content/practices/', import.meta.url);
const practiceSteps = readdirSync(practices).flatMap((row) => {
  const text = readFileSync(new URL(`${row}/practice.json`, practices), 'utf8');
  return (JSON.parse(text) as { steps?: FigureStep[] }).steps ?? [];
});

test('finds the component of every figure', () => {
  expect(rows).toHaveLength(Object.keys(FIGURES).length);
});

test.each(rows)('$file takes the slots that it is registered with', ({ file, slots }) => {
  const source = sourceOf(file);
  expect(slots.filter((slot) => !new RegExp(`\\b${slot}\\?:`).test(source))).toEqual([]);
});

test.each(rows.filter(({ slots }) => slots.includes('filled')))(
  '$file draws every slot that a practice fills in it',
  ({ name, file }) => {
    const source = sourceOf(file);
    const filled = practiceSteps.filter((step) => step.figure === name).flatMap(({ slots = [] }) => slots);
    expect(filled.filter(({ id }) => !source.includes(`'${id}'`))).toEqual([]);
  },
);

function sourceOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
