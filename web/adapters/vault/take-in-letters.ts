import { isJsonObject, parseEntry, type Entry, type EntryId, type Json, type JsonObject } from '#core/entry/entry.ts';
import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';
import type { Change } from '#core/space/operation.ts';
import { openLetter } from '#vault/inbox.ts';
import { appendOperations, type AppendError } from './append-operations.ts';
import { sealDraft } from './draft-records.ts';
import type { OpenSpace } from './open-space.ts';
import { draftNameOf } from './space-keys.ts';
import type { DraftRecord, SetAside, VaultStore } from './vault-store.ts';
import type { Draft } from './vault-types.ts';

/**
 * What is sealed to the inbox while the space is locked, or while another tab writes. A Ballast that kept one draft for
 * each practice named no run, and still goes by the practice.
 */
export type LetterContent =
  | { readonly type: 'entry'; readonly entry: Entry }
  | {
      readonly type: 'draft';
      readonly practice: string;
      readonly run?: string;
      readonly at?: number | null;
      readonly draft: Json;
    }
  | { readonly type: 'drop-draft'; readonly practice: string; readonly run?: string };

export const draftToLetter = ({ practice, run, at, state }: Draft): LetterContent => ({
  type: 'draft',
  practice,
  run,
  at,
  draft: state,
});

type Opened = {
  readonly puts: Change[][];
  /** By run; null when it was finished or given up. */
  readonly drafts: Map<string, Draft | null>;
  readonly done: number[];
  readonly aside: SetAside[];
  newer: number;
};

async function takeContent(space: OpenSpace, opened: Opened, content: Json): Promise<boolean> {
  if (!isJsonObject(content)) return false;
  if (content.type === 'entry' && parseEntry(content.entry).ok) {
    opened.puts.push([{ type: 'put', entry: content.entry as JsonObject & { id: EntryId } }]);
    return true;
  }
  const { type, practice, at } = content;
  if (typeof practice !== 'string' || (type !== 'draft' && type !== 'drop-draft')) return false;
  const run = typeof content.run === 'string' ? content.run : await draftNameOf(space.keys, practice);
  const draft = { run, practice, at: typeof at === 'number' ? at : null, state: content.draft ?? null };
  opened.drafts.set(run, type === 'draft' ? draft : null);
  return true;
}

/** Reads what waits, and changes nothing. */
export async function openLetters(space: OpenSpace, store: VaultStore): Promise<Opened> {
  const { inbox, space: id } = space.keyring;
  const opened: Opened = { puts: [], drafts: new Map(), done: [], aside: [], newer: 0 };
  for (const letter of await store.letters()) {
    const content = await openLetter(inbox, id, letter.bytes);
    if (!content.ok && content.error.type === 'newer-letter') {
      opened.newer++;
      continue;
    }
    const isTaken = content.ok && (await takeContent(space, opened, content.value));
    if (!isTaken) opened.aside.push({ from: 'inbox', record: letter.bytes });
    opened.done.push(letter.number);
  }
  return opened;
}

export type TakenIn = { readonly letters: number; readonly entries: number };

/** Takes in what was written while locked; the letters go in the same transaction as their entries come. */
export async function takeInLetters(
  space: OpenSpace,
  store: VaultStore,
  now: number,
): Promise<Result<TakenIn, AppendError>> {
  const { puts, drafts, done, aside, newer } = await openLetters(space, store);
  space.newerLetters = newer;
  const taken = { letters: done.length, entries: puts.length };
  if (done.length === 0) return ok(taken);
  const putDrafts: DraftRecord[] = [];
  const dropDrafts: string[] = [];
  for (const [run, draft] of drafts) {
    if (draft === null) dropDrafts.push(run);
    else putDrafts.push(await sealDraft(space, draft));
  }
  const also = { dropLetters: done, putDrafts, dropDrafts, setAside: aside };
  const committed = await (puts.length > 0 ? appendOperations(space, store, puts, now, also) : store.commit(also));
  if (!committed.ok) return committed;
  space.damaged += aside.length;
  return ok(taken);
}
