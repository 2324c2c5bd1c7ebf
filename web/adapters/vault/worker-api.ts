import type { Entry, EntryId, Json } from '#core/entry/entry.ts';
import { ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { Slot, SlotLock } from '#vault/slot.ts';
import { createLockerApi } from '../locker/locker-api.ts';
import type { Transport } from '../locker/line.ts';
import { createSync, type Surroundings } from '../locker/sync.ts';
import { backup, backupLock, exportJson, restore } from './session-backup.ts';
import { drafts, dropDraft, saveDraft } from './session-drafts.ts';
import { edit, entries, erase, put, takeIn } from './session-entries.ts';
import {
  addWayIn,
  choose,
  chooseNothing,
  readNothing,
  reload,
  removeWayIn,
  replaceWayIn,
  setLockStyle,
  unlock,
} from './session-locks.ts';
import { startSession } from './session-start.ts';
import { emitStatus, serially, statusOf, type Session } from './session.ts';
import type { Draft, EntryPage, EntryQuery, LockStyle, NewEntry, VaultError, VaultStatus } from './vault-types.ts';

/** Entries go over in slices, so that no single message holds up the page. */
export const ENTRIES_A_SLICE = 400;
export type SliceOut = (entries: readonly Entry[]) => void;

/** Without a server: whoever asks one is told that it does not answer. */
const unreached: Transport = () => Promise.reject(new Error('there is no server'));
const NOWHERE: Surroundings = { isOnline: () => false, savesData: () => false, chance: Math.random };

type PassphraseLock = SlotLock & { readonly type: 'passphrase' };

/** What the page can ask of the Worker. Secrets come in stretched; none ever goes out. */
export function createWorkerApi(session: Session, transport: Transport = unreached, around: Surroundings = NOWHERE) {
  const sync = createSync(session, transport, around);
  session.sync = sync;
  return {
    ...createLockerApi(session, transport, sync),
    /** The device has a line again, or lost it. */
    noteLine: async (): Promise<void> => {
      sync.begin();
      await emitStatus(session);
    },
    start: async (): Promise<VaultStatus> => {
      await startSession(session);
      return statusOf(session);
    },
    status: () => statusOf(session),
    /** The page has painted what it was given: the background may go on. */
    settle: async (): Promise<void> => session.quiet.settle(),
    setWriter: async (isWriter: boolean): Promise<void> => {
      // In line with the writes: what was asked for as a reader is handed over, and taken in before this one writes.
      const set = serially(session, async () => void (session.isWriter = isWriter));
      await (isWriter ? reload(session) : set);
      if (isWriter) sync.begin();
      else sync.stop();
      await emitStatus(session);
    },
    slots: async (): Promise<readonly Slot[]> => session.slots,
    choose: (lock: SlotLock, secret: Bytes, lockStyle: LockStyle) => choose(session, lock, secret, lockStyle),
    chooseNothing: (lockStyle: LockStyle) => chooseNothing(session, lockStyle),
    readNothing: () => readNothing(session),
    setLockStyle: (lockStyle: LockStyle) => setLockStyle(session, lockStyle),
    addWayIn: (lock: SlotLock, secret: Bytes) => addWayIn(session, lock, secret),
    replaceWayIn: (old: { id: string; secret: Bytes }, lock: SlotLock, secret: Bytes) =>
      replaceWayIn(session, old, lock, secret),
    removeWayIn: (id: string) => removeWayIn(session, id),
    unlock: async (slotId: string, secret: Bytes) => {
      const unlocked = await unlock(session, slotId, secret);
      if (unlocked.ok) sync.begin();
      return unlocked;
    },
    reload: () => reload(session),
    takeIn: () => takeIn(session),
    put: (entry: NewEntry) => put(session, entry),
    edit: (id: EntryId, path: readonly string[], value: Json, freeText: boolean) =>
      edit(session, { id, path, value, freeText }),
    erase: (id: EntryId) => erase(session, id),
    entries: async (query: EntryQuery, sliceOut: SliceOut): Promise<Result<Omit<EntryPage, 'entries'>, VaultError>> => {
      const found = await entries(session, query);
      if (!found.ok) return found;
      const { entries: all, ...page } = found.value;
      for (let start = 0; start < all.length; start += ENTRIES_A_SLICE)
        sliceOut(all.slice(start, start + ENTRIES_A_SLICE));
      return ok(page);
    },
    saveDraft: (draft: Draft) => saveDraft(session, draft),
    drafts: (practice: string | undefined) => drafts(session, practice),
    dropDraft: (practice: string, run: string) => dropDraft(session, practice, run),
    backup: (lock: PassphraseLock, secret: Bytes) => backup(session, lock, secret),
    backupLock: async (file: Bytes) => backupLock(file),
    restore: (file: Bytes, secret: Bytes) => restore(session, file, secret),
    exportJson: () => exportJson(session),
    /** Nothing is written meanwhile. What could not be erased can be read and written as before. */
    eraseEverything: (): Promise<Result<null, VaultError>> =>
      serially(session, async () => {
        const erased = await session.storage.erase();
        if (erased.ok || erased.error.type === 'held-open') session.kept?.close();
        return erased;
      }),
    /** Answers when every write that was asked for is done. */
    finish: async (): Promise<void> => {
      await session.queue;
      session.kept?.close();
    },
  };
}

export type WorkerApi = ReturnType<typeof createWorkerApi>;
