import { isJsonObject, parseEntry, type Entry, type EntryId, type Json } from '#core/entry/entry.ts';
import { applyFields } from '#core/space/apply-fields.ts';
import { fieldViews, type EntryRecord } from '#core/space/merge.ts';
import type { PutColumns } from '#vault/segment-layout.ts';
import { columnsOf, readBody, type EntryBody, type OpenSpace } from './open-space.ts';
import type { Besides, EntryQuery } from './vault-types.ts';

export type FoundEntries = {
  readonly entries: Entry[];
  readonly besides: { [id: EntryId]: readonly Besides[] };
  readonly newer: number;
};

/** What can be found without reading a single entry: newest first. */
export type EntryIndex = {
  readonly rows: readonly (PutColumns & { readonly record: EntryRecord<EntryBody> })[];
  readonly newer: number;
};

export function indexEntries(space: OpenSpace): EntryIndex {
  const rows: (PutColumns & { record: EntryRecord<EntryBody> })[] = [];
  let newer = 0;
  for (const record of space.state.records.values()) {
    if (record.put === undefined) continue;
    const columns = columnsOf(record.put.body);
    if (columns === null) newer++;
    else rows.push(Object.assign(columns, { record }));
  }
  rows.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return { rows, newer };
}

/** The entry as its edits leave it. Null when it is not one that this version understands. */
export function shownEntry(record: EntryRecord<EntryBody>): { entry: Entry; besides: readonly Besides[] } | null {
  const put: Json = record.put === undefined ? null : readBody(record.put.body);
  if (!isJsonObject(put)) return null;
  const fields = fieldViews(record);
  const read = parseEntry(applyFields(put, fields));
  if (!read.ok || read.value.type !== 'entry') return null;
  const besides = fields.filter((field) => field.besides.length > 0);
  return { entry: read.value.entry, besides: besides.map(({ path, besides: texts }) => ({ path, texts })) };
}

export function queryEntries(index: EntryIndex, query: EntryQuery): FoundEntries {
  const { sinceDay = '', practice, kind, limit = Infinity } = query;
  const found: FoundEntries = { entries: [], besides: {}, newer: index.newer };
  for (const row of index.rows) {
    if (found.entries.length >= limit) break;
    if (row.day < sinceDay) continue;
    if (practice !== undefined && row.practice !== practice) continue;
    if (kind !== undefined && row.kind !== kind) continue;
    const shown = shownEntry(row.record);
    if (shown === null) continue;
    found.entries.push(shown.entry);
    if (shown.besides.length > 0) found.besides[row.id] = shown.besides;
  }
  return found;
}
