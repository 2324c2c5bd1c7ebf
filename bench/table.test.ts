import { expect, test } from 'vitest';
import { counted, spreadOf, type Measurement } from './measurement.ts';
import { toMarkdownTable, toTextTable } from './table.ts';

const page: Measurement = {
  what: 'Now',
  unit: 'ms',
  measured: spreadOf([290, 300, 340]),
  baseline: { what: 'plain page', value: spreadOf([100]) },
  target: { of: 'ratio', atMost: 1.5 },
};
const told: Measurement = { what: 'one | language', unit: 'kB', measured: counted(123.44) };

test('says of every row what was measured, against what, and whether it is enough', () => {
  const [head, row] = toTextTable([page, told]).split('\n');
  expect(head).toMatch(/^what +measured +baseline +ratio +target +met$/);
  expect(row).toMatch(/^Now +300 ms \(290–340\) +100 ms: plain page +3\.00 × +≤ 1\.5 × +not met$/);
});

test('says when more is better', () => {
  const row = toTextTable([{ ...page, unit: 'a second', target: { of: 'ratio', atLeast: 0.5 } }]).split('\n')[1];
  expect(row).toMatch(/^Now +300 a second \(290–340\) +100 a second: plain page +3\.00 × +≥ 0\.5 × +met$/);
});

test('claims nothing of a row without a target', () => {
  expect(toTextTable([told]).split('\n')[1]).toMatch(/^one \| language +123\.4 kB +– +– +– +–$/);
});

test('keeps the columns of a Markdown table together', () => {
  const lines = toMarkdownTable([page, told]).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[3]).toContain('one \\| language');
});
