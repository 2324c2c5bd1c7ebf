import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type {
  DraftRecord,
  EraseStoreError,
  KeptStorage,
  OpenStoreError,
  ManifestRecord,
  Meta,
  OtherRecord,
  SegmentRecord,
  SetAside,
  StoreError,
  TailRecord,
  VaultStore,
  Writes,
} from './vault-store.ts';

const DATABASE = 'ballast';
/** 2: a store for the operations of other devices. */
const DATABASE_VERSION = 2;

/** How long the browser may take to open it, in ms: it does not say that another window stands in the way. */
const OPEN_WITHIN = 10_000;
/** How long a window that holds on to it is waited for, in ms. */
const LET_GO_WITHIN = 3_000;

type BallastSchema = DBSchema & {
  meta: { key: 'meta'; value: Meta };
  keyring: { key: 'own'; value: Bytes };
  slots: { key: string; value: { id: string } };
  manifests: { key: number; value: ManifestRecord };
  tail: { key: number; value: TailRecord };
  others: { key: [string, number]; value: OtherRecord };
  segments: { key: string; value: SegmentRecord; indexes: { 'by-range': [string, number, number, string] } };
  drafts: { key: string; value: DraftRecord };
  inbox: { key: number; value: Bytes };
  aside: { key: number; value: SetAside };
};

const STORES = [
  'meta',
  'keyring',
  'slots',
  'manifests',
  'tail',
  'others',
  'segments',
  'drafts',
  'inbox',
  'aside',
] as const;
const SPACE_STORES = ['manifests', 'tail', 'others', 'segments'] as const;
type Database = IDBPDatabase<BallastSchema>;

function createStores(database: Database, oldVersion: number): void {
  if (oldVersion < 1) createFirstStores(database);
  database.createObjectStore('others', { keyPath: ['device', 'seq'] });
}

function createFirstStores(database: Database): void {
  for (const store of ['meta', 'keyring'] as const) database.createObjectStore(store);
  for (const store of ['inbox', 'aside'] as const) database.createObjectStore(store, { autoIncrement: true });
  database.createObjectStore('slots', { keyPath: 'id' });
  database.createObjectStore('manifests', { keyPath: 'version' });
  database.createObjectStore('tail', { keyPath: 'seq' });
  database.createObjectStore('drafts', { keyPath: 'name' });
  // The index answers which segments there are without reading one of them.
  database
    .createObjectStore('segments', { keyPath: 'name' })
    .createIndex('by-range', ['device', 'firstSeq', 'lastSeq', 'name']);
}

type Opened = Result<VaultStore | null, OpenStoreError>;

/** Takes back what opening would make. It rejects then. */
function makeNothing(upgrade: { readonly done: Promise<void>; readonly abort: () => void }): void {
  upgrade.done.catch(() => undefined);
  upgrade.abort();
}

/** `onGone`: the browser took the database away. However long it takes. */
async function openInTime(onGone: () => void, mayCreate: boolean): Promise<Opened> {
  let isNew = false;
  try {
    const opening = openDB<BallastSchema>(DATABASE, DATABASE_VERSION, {
      upgrade: (opened, oldVersion, _, transaction) => {
        isNew = oldVersion === 0;
        if (mayCreate || !isNew) createStores(opened, oldVersion);
        else makeNothing(transaction);
      },
      // Another tab erases everything: it tells so itself.
      blocking: () => void opening.then((database) => database.close()),
      terminated: onGone,
    });
    return ok(createStore(await opening));
  } catch (error) {
    if (isNew && !mayCreate) return ok(null);
    const isNewer = error instanceof DOMException && error.name === 'VersionError';
    return err({ type: isNewer ? 'newer-format' : 'no-indexeddb' });
  }
}

/** `onLate`: it was said to be held open, and now it is closed again and can be opened. */
async function open(onGone: () => void, mayCreate: boolean, onLate?: () => void): Promise<Opened> {
  const opening = openInTime(onGone, mayCreate);
  const opened = await within(OPEN_WITHIN, opening);
  if (opened !== undefined) return opened;
  void opening.then((late) => {
    if (late.ok) late.value?.close();
    onLate?.();
  });
  return err({ type: 'held-open' });
}

export const indexedStorage: KeptStorage = {
  find: (onGone, onLate) => open(onGone, false, onLate),
  create: async (onGone) => {
    const created = await open(onGone, true);
    return created.ok && created.value === null
      ? err({ type: 'no-indexeddb' })
      : (created as Awaited<ReturnType<KeptStorage['create']>>);
  },
  erase: eraseDatabase,
};

/** Undefined when it took longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Empties every store, then deletes the database, and looks whether it is gone. */
async function eraseDatabase(): Promise<Result<null, EraseStoreError>> {
  try {
    await emptyStores();
  } catch {
    return err({ type: 'storage-failed' });
  }
  try {
    const isDeleted = await deleteUnlessHeld();
    const left = (await indexedDB.databases?.()) ?? [];
    return isDeleted && !left.some(({ name }) => name === DATABASE) ? ok(null) : err({ type: 'held-open' });
  } catch {
    return err({ type: 'held-open' });
  }
}

/** False when another window does not let go: then the browser deletes it as soon as that window closes. */
const deleteUnlessHeld = (): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const blocked = () => void setTimeout(resolve, LET_GO_WITHIN, false);
    deleteDB(DATABASE, { blocked }).then(() => resolve(true), reject);
  });

/** All of them or none; and none any more once it is said that it failed. */
async function emptyStores(): Promise<void> {
  let isNothing = false;
  const opening = openDB(DATABASE, undefined, {
    upgrade: (_opened, _from, _to, transaction) => {
      isNothing = true;
      makeNothing(transaction);
    },
  });
  const database = await within(OPEN_WITHIN, opening).catch((error: unknown) => {
    if (isNothing) return null;
    throw error;
  });
  if (database === null) return;
  if (database === undefined) {
    opening.then((late) => late.close()).catch(() => undefined);
    throw new Error('The database does not open.');
  }
  try {
    const names = [...database.objectStoreNames];
    if (names.length === 0) return;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    const emptied = Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    if (await within(OPEN_WITHIN, emptied)) return;
    try {
      transaction.abort();
    } catch {
      // It is just being committed: then it succeeds.
    }
    await emptied;
  } finally {
    database.close();
  }
}

function storesOf(writes: Writes): (typeof STORES)[number][] {
  const touched: Record<(typeof STORES)[number], readonly unknown[]> = {
    meta: [writes.meta],
    keyring: [writes.keyring],
    slots: [writes.putSlots, writes.dropSlots],
    manifests: [writes.dropSpace, writes.putManifests],
    tail: [writes.dropSpace, writes.putTail, writes.dropTail],
    others: [writes.dropSpace, writes.putOthers, writes.dropOthers],
    segments: [writes.dropSpace, writes.putSegments, writes.dropSegments],
    drafts: [writes.putDrafts, writes.dropDrafts],
    inbox: [writes.addLetters, writes.dropLetters],
    aside: [writes.setAside],
  };
  return STORES.filter((store) => touched[store].some((part) => part !== undefined));
}

async function commit(database: Database, writes: Writes): Promise<void> {
  const stores = storesOf(writes);
  if (stores.length === 0) return;
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const on = (store: (typeof STORES)[number]) => transaction.objectStore(store);
  const requests: Promise<unknown>[] = [transaction.done];
  if (writes.dropSpace) for (const store of SPACE_STORES) requests.push(on(store).clear());
  if (writes.meta) requests.push(on('meta').put(writes.meta, 'meta'));
  if (writes.keyring) requests.push(on('keyring').put(writes.keyring, 'own'));
  for (const id of writes.dropSlots ?? []) requests.push(on('slots').delete(id));
  for (const slot of writes.putSlots ?? []) requests.push(on('slots').put(slot));
  for (const manifest of writes.putManifests ?? []) requests.push(on('manifests').put(manifest));
  for (const seq of writes.dropTail ?? []) requests.push(on('tail').delete(seq));
  for (const record of writes.putTail ?? []) requests.push(on('tail').put(record));
  for (const { device, from = 0, to = Infinity } of writes.dropOthers ?? [])
    requests.push(on('others').delete(IDBKeyRange.bound([device, from], [device, to])));
  for (const other of writes.putOthers ?? []) requests.push(on('others').put(other));
  for (const name of writes.dropSegments ?? []) requests.push(on('segments').delete(name));
  for (const segment of writes.putSegments ?? []) requests.push(on('segments').put(segment));
  for (const name of writes.dropDrafts ?? []) requests.push(on('drafts').delete(name));
  for (const draft of writes.putDrafts ?? []) requests.push(on('drafts').put(draft));
  for (const number of writes.dropLetters ?? []) requests.push(on('inbox').delete(number));
  for (const letter of writes.addLetters ?? []) requests.push(on('inbox').put(letter));
  for (const record of writes.setAside ?? []) requests.push(on('aside').put(record));
  await Promise.all(requests);
}

function storeErrorOf(error: unknown): StoreError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return { type: 'storage-full' };
  // The connection was closed under us: the browser or another tab deleted the database.
  if (name === 'InvalidStateError' || name === 'NotFoundError') return { type: 'evicted' };
  return { type: 'storage-failed' };
}

function createStore(database: Database): VaultStore {
  return {
    commit: async (writes) => {
      try {
        await commit(database, writes);
        return ok(null);
      } catch (error) {
        return err(storeErrorOf(error));
      }
    },
    meta: () => database.get('meta', 'meta'),
    keyring: () => database.get('keyring', 'own'),
    slots: () => database.getAll('slots'),
    manifests: () => database.getAll('manifests'),
    tail: () => database.getAll('tail'),
    others: () => database.getAll('others'),
    segmentKeys: async () => {
      const keys = [];
      let cursor = await database.transaction('segments').store.index('by-range').openKeyCursor();
      while (cursor) {
        const [device, firstSeq, lastSeq, name] = cursor.key;
        keys.push({ name, device, firstSeq, lastSeq });
        cursor = await cursor.continue();
      }
      return keys;
    },
    segment: (name) => database.get('segments', name),
    drafts: () => database.getAll('drafts'),
    letters: async () => {
      const transaction = database.transaction('inbox');
      const [numbers, letters] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return letters.map((bytes, n) => ({ number: numbers[n]!, bytes }));
    },
    letterCount: () => database.count('inbox'),
    close: () => database.close(),
  };
}
