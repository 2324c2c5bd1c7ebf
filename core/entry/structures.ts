import { NEWEST_VERSION, parseStructure, versionOf, type Structure } from '#core/structure/structure.ts';
import type { Entry, EntryId } from './entry.ts';

/** How a structure is kept: one entry each, its fields as answers. */
export const STRUCTURE = { kind: 'setting', practice: 'structure' } as const;

export const structureEntry = (structure: Structure) =>
  ({ ...STRUCTURE, version: versionOf(structure), answers: structure }) as const;

export const isStructureEntry = ({ kind, practice }: Entry): boolean =>
  kind === STRUCTURE.kind && practice === STRUCTURE.practice;

/** Null when it was written by a newer Ballast, or is not as it should be: it is kept, and cannot be shown. */
export function readStructure(entry: Entry): Structure | null {
  if (!isStructureEntry(entry) || entry.version > NEWEST_VERSION) return null;
  const read = parseStructure(entry.answers);
  return read.ok && versionOf(read.value) <= entry.version ? read.value : null;
}

export type KeptStructure = { readonly entry: EntryId; readonly structure: Structure };
export type Board = { readonly structures: readonly KeptStructure[]; readonly unreadable: number };

const byTime = (a: Entry, b: Entry) => a.at - b.at || (a.id < b.id ? -1 : 1);

/** In the order in which they were laid down, so that nothing moves under the hand. */
export function boardOf(entries: Iterable<Entry>): Board {
  const kept = [...entries].filter(isStructureEntry).sort(byTime);
  const structures = kept.flatMap((entry): KeptStructure[] => {
    const structure = readStructure(entry);
    return structure === null ? [] : [{ entry: entry.id, structure }];
  });
  return { structures, unreadable: kept.length - structures.length };
}
