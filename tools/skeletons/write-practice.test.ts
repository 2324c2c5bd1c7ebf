import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allRules } from '../check-content/all-rules.ts';
import type { CatalogueRow } from '../check-content/content.ts';
import { loadContent } from '../check-content/load-content.ts';
import { writePractice } from './write-practice.ts';

const source = resolve(import.meta.dirname, '../../content');
const catalogue = JSON.parse(readFileSync(join(source, 'catalogue.json'), 'utf8')) as CatalogueRow[];

describe('writePractice', () => {
  let content: string;

  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'ballast-content-'));
    for (const file of ['catalogue.json', 'sources.json', 'inventory.json'])
      cpSync(join(source, file), join(content, file));
  });

  afterEach(() => rmSync(content, { recursive: true, force: true }));

  it('writes for every row of the catalogue a structure that the parser takes', async () => {
    for (const { id } of catalogue) expect(writePractice(content, id).ok).toBe(true);
    const { rows } = await loadContent([content], '2026-11-21');
    expect(rows.filter(({ practice }) => practice === null).map(({ id, refused }) => [id, refused])).toEqual([]);
    expect(rows).toHaveLength(catalogue.length);
  });

  it('leaves to check:content only what has to be written', async () => {
    writePractice(content, 'long-career-plan');
    const loaded = await loadContent([content], '2026-11-21');
    const problems = allRules.flatMap((rule) => rule(loaded));
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(
      new Set(['parse-errors', 'word-ids', 'sources', 'inventory', 'front-matter', 'situations']),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: 'content/practices/long-career-plan/nb.md',
        step: 'strands',
        message: 'has no words',
      }),
    );
    const ofStructure = problems.filter(({ file }) => file.endsWith('practice.json'));
    expect(new Set(ofStructure.map(({ field }) => field))).toEqual(new Set(['sources', 'slots']));
  });

  it('leaves a folder that is already there as it is', () => {
    writePractice(content, 'diary');
    const file = join(content, 'practices/diary/da.md');
    writeFileSync(file, 'mine');
    expect(writePractice(content, 'diary')).toEqual({
      ok: false,
      error: { type: 'already-there', folder: join(content, 'practices/diary') },
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('knows no rows but those of the catalogue', () => {
    expect(writePractice(content, '../elsewhere')).toEqual({ ok: false, error: { type: 'unknown-row' } });
  });
});
