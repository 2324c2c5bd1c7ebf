import { isJsonObject, parseEntry, type Entry, type EntryId, type Json, type JsonObject } from '#core/entry/entry.ts';
import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';
import type { Change } from '#core/space/operation.ts';
import { openLetter } from '#vault/inbox.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { sealRecord } from '#vault/sealed-record.ts';
import { appendOperations, type AppendError } from './append-operations.ts';
import type { OpenSpace } from './open-space.ts';
import { draftNameOf } from './space-keys.ts';
import type { DraftRecord, SetAside, VaultStore } from './vault-store.ts';

/** What is sealed to the inbox while the space is locked, or while another tab writes. */
export type LetterContent =
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'draft'; readonly practice: string; readonly draft: Json }
  | { readonly type: 'drop-draft'; readonly practice: string };

type Opened = {
  puts: Change[][];
  drafts: Map<string, Json | undefined>;
  done: number[];
  aside: SetAside[];
  newer: number;
};

function takeContent(opened: Opened, content: Json): boolean {
  if (!isJsonObject(content)) return false;
  if (content.type === 'entry' && parseEntry(content.entry).ok) {
    opened.puts.push([{ type: 'put', entry: content.entry as JsonObject & { id: EntryId } }]);
    return true;
  }
  if (typeof content.practice !== 'string') return false;
  if (content.type === 'draft') opened.drafts.set(content.practice, content.draft ?? null);
  else if (content.type === 'drop-draft') opened.drafts.set(content.practice, undefined);
  else return false;
  return true;
}

async function openLetters(space: OpenSpace, store: VaultStore): Promise<Opened> {
  const { inbox, space: id } = space.keyring;
  const opened: Opened = { puts: [], drafts: new Map(), done: [], aside: [], newer: 0 };
  for (const letter of await store.letters()) {
    const content = await openLetter(inbox, id, letter.bytes);
    if (!content.ok && content.error.type === 'newer-letter') {
      opened.newer++;
      continue;
    }
    if (!content.ok || !takeContent(opened, content.value)) opened.aside.push({ from: 'inbox', record: letter.bytes });
    opened.done.push(letter.number);
  }
  return opened;
}

/** Takes in what was written while locked; the letters go in the same transaction as their entries come. */
export async function takeInLetters(
  space: OpenSpace,
  store: VaultStore,
  now: number,
): Promise<Result<null, AppendError>> {
  const { puts, drafts, done, aside, newer } = await openLetters(space, store);
  space.newer += newer;
  space.damaged += aside.length;
  if (done.length === 0) return ok(null);
  const putDrafts: DraftRecord[] = [];
  const dropDrafts: string[] = [];
  for (const [practice, draft] of drafts) {
    const name = await draftNameOf(space.keys, practice);
    if (draft === undefined) dropDrafts.push(name);
    else putDrafts.push({ name, bytes: await sealRecord(space.keys.draft, 'draft', name, draft, systemRandomBytes) });
  }
  const also = { dropLetters: done, putDrafts, dropDrafts, setAside: aside };
  return puts.length > 0 ? appendOperations(space, store, puts, now, also) : store.commit(also);
}
