import { indexedStorage } from '#web/adapters/vault/indexed-store.ts';
import { appendMany } from '#web/adapters/vault/session-entries.ts';
import { createSession, spaceOf } from '#web/adapters/vault/session-start.ts';
import { loadSpace } from '#web/adapters/vault/load-space.ts';
import { createOpenSpace, type OpenSpace } from '#web/adapters/vault/open-space.ts';
import { createWorkerApi } from '#web/adapters/vault/worker-api.ts';
import { IV_LENGTH } from '#vault/aes.ts';
import { HEADER_LENGTH } from '#vault/public/header.ts';
import { RANGE_LENGTH } from '#vault/public/segment-range.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { openDB } from 'idb';
import { known } from '../known.ts';
import { entriesOver, type Stretch } from './ten-years.ts';

/** What an unlocked device has at hand. Keys can be handed on without being read. */
export type OpenKeys = Pick<OpenSpace, 'keys' | 'keyring' | 'membership'>;

export type SeedTask =
  | {
      readonly type: 'seed';
      readonly lock: SlotLock;
      readonly secret: Bytes;
      /** Oldest first. */
      readonly stretches: readonly Stretch[];
    }
  | { readonly type: 'unlock'; readonly secret: Bytes }
  /** `load`: read, open and merge every segment. `floor`: read and decrypt them. */
  | { readonly type: 'load' | 'floor'; readonly keys: OpenKeys };

export type Seeded = { readonly segments: number; readonly bytesAnEntry: number };
/** `time`: milliseconds. `bytes`: sealed, of all segments. */
export type Loaded = { readonly time: number; readonly bytes: number };

const newSession = () => {
  const session = createSession(indexedStorage, Date.now, () => {});
  return { session, api: createWorkerApi(session) };
};

async function seed({ lock, secret, stretches }: Extract<SeedTask, { type: 'seed' }>): Promise<Seeded> {
  const { session, api } = newSession();
  await api.start();
  await api.setWriter(true);
  const chosen = await api.choose(lock, secret, { kind: 'own', minutes: 60 });
  if (!chosen.ok) throw new Error(chosen.error.type);
  const space = await spaceOf(session);
  if (space === null) throw new Error('The space did not open.');
  const entries = stretches.flatMap(entriesOver);
  const appended = await appendMany(
    session,
    space,
    entries.map((entry) => [{ type: 'put', entry }]),
  );
  if (!appended.ok) throw new Error(appended.error.type);
  await api.finish();
  const bytes = entries.reduce((sum, entry) => sum + JSON.stringify(entry).length, 0);
  return { segments: space.segments.length, bytesAnEntry: Math.round(bytes / entries.length) };
}

async function unlock(secret: Bytes): Promise<OpenKeys> {
  const { session, api } = newSession();
  await api.start();
  const [slot] = await api.slots();
  const unlocked = await api.unlock(known(slot, 'lock').id, secret);
  if (!unlocked.ok) throw new Error(unlocked.error.type);
  await session.loading?.all;
  await api.finish();
  const { keys, keyring, membership } = known(session.space ?? undefined, 'space');
  return { keys, keyring, membership };
}

async function load({ keys, keyring, membership }: OpenKeys): Promise<number> {
  const found = await indexedStorage.find(() => {});
  const store = known((found.ok && found.value) || undefined, 'storage');
  const start = performance.now();
  await loadSpace(createOpenSpace(keys, keyring, membership), store).all;
  const time = performance.now() - start;
  store.close();
  return time;
}

/** What no program can do without: read the segments from IndexedDB and decrypt them, all at once. */
async function loadFloor({ keys }: OpenKeys): Promise<Loaded> {
  const database = await openDB('ballast');
  const key = known(keys.epochs.get(1)?.segment, 'key of the space');
  const clear = HEADER_LENGTH + RANGE_LENGTH;
  let bytes = 0;
  const start = performance.now();
  const names = await database.getAllKeys('segments');
  await Promise.all(
    names.map(async (name) => {
      const record = (await database.get('segments', name)) as { readonly bytes: Bytes };
      bytes += record.bytes.length;
      const [additionalData, iv] = [record.bytes.subarray(0, clear), record.bytes.subarray(clear, clear + IV_LENGTH)];
      const sealed = record.bytes.subarray(clear + IV_LENGTH);
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed);
    }),
  );
  const time = performance.now() - start;
  database.close();
  return { time, bytes };
}

const run: { [T in SeedTask['type']]: (task: Extract<SeedTask, { type: T }>) => Promise<unknown> } = {
  seed,
  unlock: ({ secret }) => unlock(secret),
  load: ({ keys }) => load(keys),
  floor: ({ keys }) => loadFloor(keys),
};

self.onmessage = async ({ data: task }: MessageEvent<SeedTask>) => {
  self.postMessage(await run[task.type](task as never));
};
