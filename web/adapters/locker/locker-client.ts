import { err, ok } from '#core/result.ts';
import { usePasskey } from '../vault/passkey.ts';
import { stretchInWorker } from '../vault/stretch-in-worker.ts';
import type { VaultLife } from '../vault/vault-life.ts';
import type { LockerClient } from './locker-types.ts';

/** The page's side: secrets are stretched before they go to the Worker, and nothing of them stays here. */
export function createLockerClient({ ask, unlessLocked }: VaultLife): LockerClient {
  const removeWithPassphrase = async (id: string, passphrase: string): ReturnType<LockerClient['removeDevice']> => {
    for (const slot of await ask('slots')) {
      if (slot.lock.type !== 'passphrase') continue;
      const removed = await ask('removeDevice', id, slot.id, await stretchInWorker(passphrase, slot.lock));
      if (removed.ok || removed.error.type !== 'wrong-passphrase') return removed;
    }
    return err({ type: 'wrong-passphrase' });
  };

  return {
    terms: () => ask('terms'),
    open: (voucher) => ask('openLocker', voucher),
    eraseAtServer: () => ask('eraseLocker'),
    forget: () => ask('forgetLocker'),
    syncNow: () => ask('syncNow'),
    dismissAlarms: () => ask('dismissAlarms'),
    devices: () => unlessLocked(ask('devices')),
    nameDevice: (id, name) => ask('nameDevice', id, name),
    removeDevice: async (id, proof) => {
      if (proof.type === 'passphrase') return removeWithPassphrase(id, proof.passphrase);
      const used = await usePasskey(await ask('slots'));
      return used.ok ? ask('removeDevice', id, used.value.slotId, used.value.secret) : used;
    },
    compareWords: () => unlessLocked(ask('compareWords')),
    startPairing: () => unlessLocked(ask('startPairing')),
    lookForAsk: () => unlessLocked(ask('lookForAsk')),
    admit: () => ask('admit'),
    join: (words, name) => ask('join', words, name),
    finishJoining: () => ask('finishJoining'),
    makeRecoveryCode: () => unlessLocked(ask('makeRecoveryCode')),
    proveRecoveryCode: (words) => ask('proveRecoveryCode', words),
    recover: (paper, name) => ask('recover', paper, name),
    held: (after) => unlessLocked(ask('held', after)),
    bytesAt: async (cursor) => {
      const found = await unlessLocked(ask('bytesAt', cursor));
      return found.ok ? ok(found.value) : found;
    },
  };
}
