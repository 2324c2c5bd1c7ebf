import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadContent } from '../check-content/load-content.ts';
import { coverageTable } from './coverage-table.ts';

/** `npm run coverage [-- --check]`: writes docs/coverage.md, or only looks whether it is as it would be written. */
const root = resolve(import.meta.dirname, '../..');
const file = resolve(root, 'docs/coverage.md');

const content = await loadContent([resolve(root, 'content')], new Date().toISOString().slice(0, 10));
const written = await format(coverageTable(content), { ...(await resolveConfig(file)), filepath: file });

if (!process.argv.includes('--check')) writeFileSync(file, written);
else if (readFileSync(file, 'utf8') !== written) {
  console.error('docs/coverage.md is out of date: npm run coverage');
  process.exitCode = 1;
}
