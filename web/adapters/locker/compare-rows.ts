import { isJsonObject, type EntryId, type Json } from '#core/entry/entry.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import type { SegmentRow, SegmentTable } from '#vault/segment-layout.ts';
import { rowWithout, type Erased } from '../vault/compact-chain.ts';
import { columnsOfEntry, tableToRows, tailToRow } from '../vault/open-space.ts';
import type { TakeIn } from './take-in-draft.ts';

type Changes = readonly Json[];

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** What the row says, the same whether in columns or not. Null when it says nothing that can be read. */
function changesOf({ put, text }: SegmentRow): Changes | null {
  const value = parse(text);
  if (value === undefined) return null;
  if (put === null) return Array.isArray(value) ? value : null;
  const columns = columnsOfEntry(value);
  if (columns !== null && JSON.stringify(columns) !== JSON.stringify(put)) return null;
  return isJsonObject(value) && value.id === put.id ? [{ type: 'put', entry: value }] : null;
}

const stampOf = ({ hash, lamport, at, seen }: SegmentRow): string =>
  JSON.stringify([hash, lamport, at, Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1))]);

type Compared = 'same' | 'less' | 'other';

function compareRow(here: SegmentRow, come: SegmentRow): Compared {
  const [known, said] = [changesOf(here), changesOf(come)];
  if (known === null || said === null || stampOf(here) !== stampOf(come)) return 'other';
  let next = 0;
  let compared: Compared = 'same';
  for (const change of known) {
    if (JSON.stringify(change) === JSON.stringify(said[next])) next += 1;
    else compared = 'less';
  }
  return next === said.length ? compared : 'other';
}

/** By sequence number, with what this page brought. */
function rowsHere({ space, shown }: TakeIn, device: string): ReadonlyMap<number, SegmentRow> {
  const rows = new Map<number, SegmentRow>();
  const add = (firstSeq: number, all: readonly SegmentRow[]) => all.forEach((row, n) => rows.set(firstSeq + n, row));
  const { segments, tail } = space.others.get(device) ?? { segments: [], tail: [] };
  for (const { firstSeq, table } of segments) if (table !== null) add(firstSeq, tableToRows(table));
  for (const operation of tail) add(operation.seq, [tailToRow(operation)]);
  for (const one of shown) {
    if (one.device !== device) continue;
    if (one.type === 'operation') add(one.tail.seq, [tailToRow(one.tail)]);
    else if (one.segment.table !== null) add(one.segment.firstSeq, tableToRows(one.segment.table));
  }
  return rows;
}

const erasedBy = (changes: Changes): readonly EntryId[] =>
  changes.flatMap((change) =>
    isJsonObject(change) && change.type === 'erase' && typeof change.id === 'string' ? [change.id] : [],
  );

/** Every entry that is known to be erased, by what this page brought too. */
export function erasedIn({ space, shown }: TakeIn): Erased {
  const erased = new Set(space.state.erased);
  for (const one of shown) {
    const all = one.type === 'operation' ? [one.tail.changes] : [];
    if (one.type === 'segment' && one.isNews && one.segment.table !== null)
      all.push(...tableToRows(one.segment.table).map((row) => (row.put === null ? (changesOf(row) ?? []) : [])));
    for (const changes of all) for (const id of erasedBy(changes)) erased.add(id);
  }
  return erased;
}

/**
 * Whether rows of a device that has left are those that are here, or lack only what was erased. `lacking`: they lack
 * something of which that has not been heard yet.
 */
export function compareRows(
  draft: TakeIn,
  device: string,
  firstSeq: number,
  table: SegmentTable,
  isSuccession: boolean,
): 'fits' | 'lacking' | 'forged' {
  const erased = erasedIn(draft);
  const here = rowsHere(draft, device);
  let isLacking = false;
  for (const [n, come] of tableToRows(table).entries()) {
    const known = here.get(firstSeq + n);
    // What was damaged here, or at its author's.
    if (known === undefined || known.hash === NO_HASH || (!isSuccession && come.hash === NO_HASH)) continue;
    // Another hash is a fork: that is found after.
    if (!isSuccession && come.hash !== known.hash) continue;
    const compared = compareRow(withoutErased(known, erased), withoutErased(come, erased));
    if (compared === 'other') return 'forged';
    if (compared === 'less') isLacking = true;
  }
  return isLacking ? 'lacking' : 'fits';
}

const withoutErased = (row: SegmentRow, erased: Erased): SegmentRow =>
  changesOf(row) === null ? row : rowWithout(row, erased);
