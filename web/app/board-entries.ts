import type { Entry } from '#core/entry/entry.ts';
import { structureEntry } from '#core/entry/structures.ts';
import type { Structure } from '#core/structure/structure.ts';
import { newEntry } from './space.svelte.ts';

/** To be kept, each a little later than the one before: that is their order on the board. */
export function boardEntries(structures: readonly Structure[]): readonly Omit<Entry, 'id'>[] {
  const now = Date.now();
  return structures.map((structure, index) => newEntry({ ...structureEntry(structure), at: now + index }));
}
