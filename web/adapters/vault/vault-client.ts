import { ok, type Result } from '#core/result.ts';
import { createLockerClient } from '../locker/locker-client.ts';
import type { Vault } from '../locker/locker-types.ts';
import { askToPersist, reportStorage } from './storage-report.ts';
import { stretchInWorker } from './stretch-in-worker.ts';
import { createVaultLife } from './vault-life.ts';
import { createWaysIn, stretchNew } from './ways-in.ts';
import { whenSettled } from './when-settled.ts';

export function createVaultClient(): Vault {
  const life = createVaultLife();
  const { ask, unlessLocked } = life;
  const isUnlocked = () => life.status().state === 'unlocked';

  /** A Worker that ended meanwhile has nothing left to do in the background. */
  const noteAnswer = whenSettled(() => void (isUnlocked() && ask('settle').catch(() => undefined)));
  life.on(() => void (isUnlocked() && noteAnswer()));

  /** Tells the other tabs that something was written behind the lock. */
  const told = async <T, E>(written: Promise<Result<T, E>>): Promise<Result<T, E>> => {
    const result = await written;
    if (result.ok && isUnlocked()) life.tell('changed');
    return result;
  };

  return {
    open: life.open,
    status: life.status,
    on: life.on,

    ...createWaysIn(life),
    chooseNothing: async (lockStyle) => {
      const chosen = await ask('chooseNothing', lockStyle);
      if (chosen.ok) life.tell('chosen-nothing');
      return chosen;
    },
    setLockStyle: (lockStyle) => ask('setLockStyle', lockStyle),
    lock: life.lock,

    put: async (entry) => {
      const kept = await ask('put', entry);
      if (kept.ok && kept.value.in !== 'memory') life.tell(kept.value.in === 'inbox' ? 'letter' : 'changed');
      return kept;
    },
    edit: (id, path, value, options) => told(ask('edit', id, path, value, options?.freeText ?? false)),
    erase: (id) => told(ask('erase', id)),
    eraseEverything: async () => {
      const erased = await ask('eraseEverything');
      if (!erased.ok && erased.error.type !== 'held-open') return erased;
      life.tell('erased');
      const restarted = life.restartEmpty();
      // A storage that is held does not open again either, and nobody waits for that: whoever asks next is told.
      if (erased.ok) await restarted;
      else restarted.catch(() => undefined);
      return erased;
    },
    entries: async (query = {}) => {
      const asked = life.askForEntries('entries', query);
      const page = await unlessLocked(asked.then(({ answer }) => answer));
      noteAnswer();
      return page.ok ? ok({ ...page.value, entries: (await asked).entries }) : page;
    },

    saveDraft: (practice, run, state) => ask('saveDraft', { practice, run, at: Date.now(), state }),
    drafts: (practice) => unlessLocked(ask('drafts', practice)),
    dropDraft: (practice, run) => ask('dropDraft', practice, run),

    backup: async (passphrase) => {
      const made = await stretchNew(passphrase);
      if (!made.ok) return made;
      const file = await unlessLocked(ask('backup', made.value.lock, made.value.secret));
      return file.ok ? ok(new Blob([file.value], { type: 'application/octet-stream' })) : file;
    },
    restore: async (file, passphrase) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const lock = await ask('backupLock', bytes);
      if (!lock.ok) return lock;
      return told(ask('restore', bytes, await stretchInWorker(passphrase, lock.value)));
    },
    locker: createLockerClient(life),
    exportJson: () => unlessLocked(ask('exportJson')),

    askToPersist,
    storage: reportStorage,
    close: life.close,
  };
}
