import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '#content/words/languages.ts';
import { err, ok } from '#core/result.ts';
import type { Result } from '#core/result.ts';
import type { CatalogueRow, InventoryEntry } from '../check-content/content.ts';
import { stepSkeletons } from './step-skeletons.ts';

export type NotWritten = { readonly type: 'unknown-row' } | { readonly type: 'already-there'; readonly folder: string };

/** The catalogue's sections, and where a row of them is most likely shown. */
const places: Readonly<Record<string, string>> = {
  A: 'long',
  B: 'day',
  C: 'now',
  D: 'meeting',
  E: 'us',
  F: 'system',
  G: 'system',
  H: 'meeting',
  I: 'long',
  J: 'system',
};

const people: Readonly<Record<string, readonly [number, number]>> = { pair: [2, 2], team: [3, 12], course: [3, 12] };
const levels: Readonly<Record<string, string>> = {
  pair: 'team',
  team: 'team',
  leader: 'leader',
  organisation: 'organisation',
};

/**
 * Writes the folder of one row of the catalogue under `content`, and gives the paths of its files. What it writes is
 * read by the strict parser; everything that still has to be written, check:content then lists.
 */
export function writePractice(content: string, id: string): Result<string[], NotWritten> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(content, name), 'utf8'));
  const row = (read('catalogue.json') as CatalogueRow[]).find((candidate) => candidate.id === id);
  if (!row) return err({ type: 'unknown-row' });
  const folder = join(content, 'practices', id);
  if (existsSync(folder)) return err({ type: 'already-there', folder });
  const inventory = (read('inventory.json') as Record<string, InventoryEntry[]>)[id] ?? [];

  mkdirSync(folder, { recursive: true });
  const files = [join(folder, 'practice.json')];
  writeFileSync(join(folder, 'practice.json'), `${JSON.stringify(structureOf(row, inventory), null, 2)}\n`);
  for (const language of LANGUAGES) {
    const file = join(folder, `${language}.md`);
    writeFileSync(file, `---\ntitle: ${row.names[language]}\ninvitation:\nwords:\nsituations:\n---\n`);
    files.push(file);
  }
  return ok(files);
}

function structureOf(row: CatalogueRow, inventory: readonly InventoryEntry[]): Record<string, unknown> {
  const groups = row.for.map((who) => people[who] ?? [1, 1]);
  const scope = row.scopes[0] ?? 'private';
  return {
    id: row.id,
    version: 1,
    people: [Math.min(...groups.map(([min]) => min)), Math.max(...groups.map(([, max]) => max))],
    minutes: 5,
    place: [places[row.section] ?? 'day'],
    moment: ['day'],
    levels: [...new Set(row.for.map((who) => levels[who] ?? 'me'))],
    section: row.section,
    scope,
    endings: scope === 'private' || scope === 'self-erasing' ? ['done', 'tell', 'request'] : ['done'],
    steps: row.kinds.map((kind, index) => ({
      // The inventory counts on a step of this name.
      id: index === 0 ? (inventory[0]?.step ?? kind) : kind,
      kind,
      ...stepSkeletons[kind],
    })),
    sources: ['name-the-source'],
    retired: [],
  };
}
