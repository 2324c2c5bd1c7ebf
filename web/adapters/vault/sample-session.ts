import type { Entry, Json } from '#core/entry/entry.ts';
import { err, ok } from '#core/result.ts';
import { bytesToText, type Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { ARGON2_COST } from '#vault/argon2-cost.ts';
import { createSession } from './session-start.ts';
import type { SessionEvent } from './session.ts';
import type { VaultStore } from './vault-store.ts';
import type { Draft, EntryQuery, NewEntry } from './vault-types.ts';
import { createWorkerApi, type WorkerApi } from './worker-api.ts';

/** For tests: a Worker's session over any storage, without the Worker. */
export const lock: SlotLock = { type: 'passphrase', salt: '0f'.repeat(16), cost: ARGON2_COST };
export const secret = systemRandomBytes(32);
export const own = { kind: 'own', minutes: 5 } as const;

export const draft = (n: number, line = `line ${n}`): NewEntry => ({
  kind: 'check-in',
  practice: 'button-check',
  version: 1,
  at: 1_795_219_200_000 + n * 60_000,
  day: '2026-11-21',
  answers: { line },
});

let lastMoment = 1_795_300_000_000;
/** A run that goes on, put away later than any before it. */
export const begun = (run: string, state: Json, practice = 'diary'): Draft => ({
  run,
  practice,
  at: lastMoment++,
  state,
});

/** One Worker's life over a storage that outlives it. */
export async function startOver(kept: VaultStore, now = () => 1_795_300_000_000) {
  const events: SessionEvent[] = [];
  const open = async () => ok(kept);
  const storage = { find: open, create: open, erase: async () => err({ type: 'storage-failed' as const }) };
  const session = createSession(storage, now, (event) => events.push(event));
  const api = createWorkerApi(session);
  await api.start();
  await api.setWriter(true);
  return { api, session, events };
}

export async function entriesOf(api: WorkerApi, query: EntryQuery = {}): Promise<Entry[]> {
  const all: Entry[] = [];
  const page = await api.entries(query, (slice) => all.push(...slice));
  if (!page.ok) throw new Error(page.error.type);
  return all;
}
export const linesOf = async (api: WorkerApi, query: EntryQuery = {}) =>
  (await entriesOf(api, query)).map((entry) => entry.answers.line);

export async function unlocked(kept: VaultStore, now?: () => number) {
  const started = await startOver(kept, now);
  const [slot] = await started.api.slots();
  const result = await started.api.unlock(slot!.id, secret);
  if (!result.ok) throw new Error(result.error.type);
  return started;
}

export async function idOf(api: WorkerApi, entry: NewEntry): Promise<string> {
  const kept = await api.put(entry);
  if (!kept.ok) throw new Error(kept.error.type);
  return kept.value.id;
}

/** Everything in the storage, as text to search in. */
export async function bytesIn(kept: VaultStore): Promise<string> {
  const keys = await kept.segmentKeys();
  const segments = await Promise.all(keys.map(({ name }) => kept.segment(name)));
  const all = [
    await kept.meta(),
    await kept.slots(),
    await kept.tail(),
    await kept.letters(),
    await kept.drafts(),
    segments,
  ];
  return JSON.stringify(all, (_, value: unknown) =>
    value instanceof Uint8Array ? bytesToText(value as Bytes) : value,
  );
}
