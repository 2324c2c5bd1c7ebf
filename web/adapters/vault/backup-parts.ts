import { isJsonObject, parseEntry, type EntryId, type Json, type JsonObject } from '#core/entry/entry.ts';
import { fieldViews, type FieldView } from '#core/space/merge.ts';
import { isFieldPath, type Change, type Edit } from '#core/space/operation.ts';
import { parseBackupPart, type BackupEntry, type BackupPart } from '#vault/backup-file.ts';
import { textToBytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { readBody, type OpenSpace } from './open-space.ts';
import type { Draft, RestoreReport } from './vault-types.ts';

const ENTRIES_A_PART = 250;

/** Everything that is shown or kept, entries of a newer version included, what is unfinished, and what was erased. */
export function spaceToBackupParts(space: OpenSpace, drafts: readonly Draft[]): BackupPart[] {
  const entries: BackupEntry[] = [];
  for (const record of space.state.records.values()) {
    if (record.put === undefined) continue;
    const edits = fieldViews(record).map(({ path, value, text, besides }) => ({ path, value, text, besides }));
    entries.push({ entry: readBody(record.put.body), edits });
  }
  const parts: BackupPart[] = [];
  for (let start = 0; start < entries.length; start += ENTRIES_A_PART) {
    parts.push({ type: 'entries', entries: entries.slice(start, start + ENTRIES_A_PART) });
  }
  if (drafts.length > 0) parts.push({ type: 'entries', entries: [], drafts });
  return [...parts, { type: 'erased', ids: [...space.state.erased] }];
}

export type RestorePlan = {
  readonly puts: Change[][];
  readonly erase: EntryId[];
  readonly drafts: Draft[];
  added: number;
  present: number;
  erased: number;
  damagedParts: number;
};

function parseEdit(edit: Json): FieldView | null {
  if (!isJsonObject(edit) || !isFieldPath(edit.path) || !('value' in edit) || !Array.isArray(edit.besides)) return null;
  const besides = (edit.besides as Json[]).filter((text) => typeof text === 'string');
  return { path: edit.path, value: edit.value!, text: edit.text === true, besides };
}

const toEdit = (id: EntryId, { path, value, text, besides }: FieldView): Edit => ({
  type: 'edit',
  id,
  path,
  value,
  ...(text && { text }),
  ...(besides.length > 0 && { besides }),
});

/**
 * An entry that is here already: what stands here stays, a text of the backup is kept beside it. A second restore finds
 * the same texts and changes nothing.
 */
function mergeEdits(space: OpenSpace, id: EntryId, edits: readonly FieldView[]): Edit[] {
  const fields = new Map(fieldViews(space.state.records.get(id)!).map((field) => [JSON.stringify(field.path), field]));
  return edits.flatMap((edit) => {
    const here = fields.get(JSON.stringify(edit.path));
    if (here === undefined) return [toEdit(id, edit)];
    const texts = [edit.value, ...edit.besides].filter((text) => typeof text === 'string');
    const unknown = texts.filter((text) => text !== here.value && !here.besides.includes(text));
    if (unknown.length === 0 || typeof here.value !== 'string') return [];
    return [
      toEdit(id, { path: edit.path, value: here.value, text: true, besides: [...here.besides, ...unknown].sort() }),
    ];
  });
}

function planEntry(space: OpenSpace, plan: RestorePlan, { entry, edits }: BackupEntry): void {
  const read = parseEntry(entry);
  if (!read.ok) {
    plan.damagedParts++;
    return;
  }
  const { id } = entry as JsonObject & { readonly id: EntryId };
  if (space.state.erased.has(id)) {
    plan.erased++;
    return;
  }
  const stored = edits.flatMap((edit) => parseEdit(edit) ?? []);
  if (space.state.records.get(id)?.put === undefined) {
    plan.added++;
    plan.puts.push([{ type: 'put', entry: entry as JsonObject & { readonly id: EntryId } }]);
    if (stored.length > 0) plan.puts.push(stored.map((edit) => toEdit(id, edit)));
    return;
  }
  plan.present++;
  const merged = mergeEdits(space, id, stored);
  if (merged.length > 0) plan.puts.push(merged);
}

function parseDraft(draft: Json): Draft | null {
  if (!isJsonObject(draft) || !('state' in draft)) return null;
  const { run, practice, at, state } = draft;
  if (typeof run !== 'string' || typeof practice !== 'string') return null;
  return { run, practice, at: typeof at === 'number' ? at : null, state: state! };
}

/**
 * A run that is here stays as it is. One that went on elsewhere since comes beside it, under an id that is the same
 * at every restore.
 */
async function planDraft(here: ReadonlyMap<string, Draft>, plan: RestorePlan, json: Json): Promise<void> {
  const draft = parseDraft(json);
  if (draft === null) {
    plan.damagedParts++;
    return;
  }
  const own = here.get(draft.run);
  const wentOn =
    own !== undefined && (draft.at ?? 0) > (own.at ?? 0) && JSON.stringify(draft.state) !== JSON.stringify(own.state);
  const run = wentOn ? await hashOf(textToBytes(`${draft.run} ${draft.at}`)) : draft.run;
  if (here.has(run)) plan.present++;
  else {
    plan.added++;
    plan.drafts.push({ ...draft, run });
  }
}

/** Entries merge by id: what is here stays, what is missing comes, what was erased on either side stays erased. */
export async function planRestore(
  space: OpenSpace,
  drafts: readonly Draft[],
  parts: readonly Json[],
  damagedParts: number,
): Promise<RestorePlan> {
  const plan: RestorePlan = { puts: [], erase: [], drafts: [], added: 0, present: 0, erased: 0, damagedParts };
  const known = parts.map(parseBackupPart);
  plan.damagedParts += known.filter((part) => part === null).length;
  const erased = new Set(known.flatMap((part) => (part?.type === 'erased' ? part.ids : [])));
  for (const id of erased) if (space.state.records.get(id)?.put !== undefined) plan.erase.push(id);
  const here = new Map(drafts.map((draft) => [draft.run, draft]));
  for (const part of known) {
    if (part?.type !== 'entries') continue;
    for (const entry of part.entries) planEntry(space, plan, entry);
    for (const draft of part.drafts ?? []) await planDraft(here, plan, draft);
  }
  return plan;
}

export const planToReport = ({ added, present, erased, damagedParts }: RestorePlan): RestoreReport => ({
  added,
  present,
  erased,
  damagedParts,
});
