import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../check-content/load-content.ts';
import { coverageTable } from './coverage-table.ts';

const samples = join(import.meta.dirname, '../check-content/samples');

test('lists every row of the catalogue with what it has and what it waits for, and says which are missing', async () => {
  const table = coverageTable(await loadContent([join(samples, 'good')], '2026-11-27'));
  const rowOf = (id: string) => table.split('\n').find((line) => line.includes(`\`${id}\``)) ?? '';
  expect(table).toContain('2 of 5 rows');
  expect(rowOf('shore-walk')).toMatch(/guide sort pick pool .* an anonymous pool/);
  expect(rowOf('half-row')).toContain('missing');
});
