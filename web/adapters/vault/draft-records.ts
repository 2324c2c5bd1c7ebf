import { isJsonObject, type Json } from '#core/entry/entry.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { openRecord, sealRecord } from '#vault/sealed-record.ts';
import type { OpenSpace } from './open-space.ts';
import type { DraftRecord } from './vault-store.ts';
import type { Draft } from './vault-types.ts';

/** It lies under the id of its run, which is random and says nothing: which practice is unfinished is private too. */
export async function sealDraft({ keys }: OpenSpace, { run, practice, at, state }: Draft): Promise<DraftRecord> {
  const bytes = await sealRecord(keys.draft, 'draft', run, { practice, at, state }, systemRandomBytes);
  return { name: run, bytes };
}

/** Null when it is no draft. What lies bare is of a Ballast that kept one for each practice: its name is its run. */
function readDraft(run: string, value: Json): Draft | null {
  if (!isJsonObject(value) || typeof value.practice !== 'string') return null;
  const { practice, at, state } = value;
  if (state === undefined) return { run, practice, at: null, state: value };
  return { run, practice, at: typeof at === 'number' ? at : null, state };
}

/** `unreadable`: it is damaged. `newer`: a newer Ballast wrote it, and it is left where it lies. */
export async function openDraft({ keys }: OpenSpace, record: DraftRecord): Promise<Draft | 'unreadable' | 'newer'> {
  const opened = await openRecord(keys.draft, 'draft', record.name, record.bytes);
  if (opened.ok) return readDraft(record.name, opened.value) ?? 'unreadable';
  return opened.error.type === 'newer-record' ? 'newer' : 'unreadable';
}
