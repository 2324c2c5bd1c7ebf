import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { isLongEnough } from './passphrase-length.ts';
import { createPasskey, usePasskey } from './passkey.ts';
import { createPassphraseLock, stretchInWorker, type PassphraseLock } from './stretch-in-worker.ts';
import type { VaultLife } from './vault-life.ts';
import type { LockStyle, VaultClient, VaultError } from './vault-types.ts';

type Done = Promise<Result<null, VaultError>>;
type WaysIn = Pick<
  VaultClient,
  | 'choosePassphrase'
  | 'choosePasskey'
  | 'addPassphrase'
  | 'addPasskey'
  | 'changePassphrase'
  | 'removeWayIn'
  | 'unlockWithPassphrase'
  | 'unlockWithPasskey'
>;

export type Stretched = { readonly lock: PassphraseLock; readonly secret: Bytes };

/** A new lock and its secret, or `weak-passphrase`. */
export async function stretchNew(passphrase: string): Promise<Result<Stretched, VaultError>> {
  if (!isLongEnough(passphrase)) return err({ type: 'weak-passphrase' });
  const lock = createPassphraseLock();
  return ok({ lock, secret: await stretchInWorker(passphrase, lock) });
}

/** Stretched secrets go to the Worker; nothing of them stays on the page. */
export function createWaysIn(life: VaultLife): WaysIn {
  const chooseWith = async ({ lock, secret }: { lock: SlotLock; secret: Bytes }, lockStyle: LockStyle): Done => {
    if (!(await life.becomeWriter())) return err({ type: 'other-tab' });
    const chosen = await life.ask('choose', lock, secret, lockStyle);
    if (chosen.ok) await life.noteChosen();
    else life.releaseWriter();
    return chosen;
  };

  const unlockWith = async (slotId: string, secret: Bytes): Done => {
    await life.ask('setWriter', await life.becomeWriter());
    const unlocked = await life.ask('unlock', slotId, secret);
    if (!unlocked.ok) life.releaseWriter();
    return unlocked;
  };

  /** Tries one passphrase after the other until one is not simply wrong. */
  const withPassphraseSlots = async (attempt: (id: string, lock: PassphraseLock) => Done): Done => {
    let last: Result<null, VaultError> = err({ type: 'no-such-way-in' });
    for (const { id, lock } of await life.ask('slots')) {
      if (lock.type !== 'passphrase') continue;
      last = await attempt(id, lock);
      if (last.ok || last.error.type !== 'wrong-passphrase') return last;
    }
    return last;
  };

  return {
    choosePassphrase: async (passphrase, lockStyle) => {
      const made = await stretchNew(passphrase);
      return made.ok ? chooseWith(made.value, lockStyle) : made;
    },
    choosePasskey: async (passkey, lockStyle) => {
      const made = await createPasskey(passkey);
      return made.ok ? chooseWith(made.value, lockStyle) : made;
    },
    addPassphrase: async (passphrase) => {
      const made = await stretchNew(passphrase);
      return made.ok ? life.ask('addWayIn', made.value.lock, made.value.secret) : made;
    },
    addPasskey: async (passkey) => {
      const made = await createPasskey(passkey);
      return made.ok ? life.ask('addWayIn', made.value.lock, made.value.secret) : made;
    },
    changePassphrase: async (current, next) => {
      const made = await stretchNew(next);
      if (!made.ok) return made;
      const { lock: nextLock, secret: nextSecret } = made.value;
      return withPassphraseSlots(async (id, lock) => {
        const secret = await stretchInWorker(current, lock);
        return life.ask('replaceWayIn', { id, secret }, nextLock, nextSecret);
      });
    },
    removeWayIn: (id) => life.ask('removeWayIn', id),
    unlockWithPassphrase: (passphrase) =>
      withPassphraseSlots(async (id, lock) => unlockWith(id, await stretchInWorker(passphrase, lock))),
    unlockWithPasskey: async () => {
      const used = await usePasskey(await life.ask('slots'));
      return used.ok ? unlockWith(used.value.slotId, used.value.secret) : used;
    },
  };
}
