import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { usePasskey } from '../vault/passkey.ts';
import { stretchInWorker } from '../vault/stretch-in-worker.ts';
import type { VaultLife } from '../vault/vault-life.ts';
import type { LockerError } from './locker-error.ts';
import type { FreshProof, LockerClient } from './locker-types.ts';

/** The page's side: secrets are stretched before they go to the Worker, and nothing of them stays here. */
export function createLockerClient({ ask, unlessLocked }: VaultLife): LockerClient {
  async function withProof<T>(
    proof: FreshProof,
    act: (slotId: string, secret: Bytes) => Promise<Result<T, LockerError>>,
  ): Promise<Result<T, LockerError>> {
    const slots = await ask('slots');
    if (proof.type === 'passkey') {
      const used = await usePasskey(slots);
      return used.ok ? act(used.value.slotId, used.value.secret) : used;
    }
    for (const slot of slots) {
      if (slot.lock.type !== 'passphrase') continue;
      const done = await act(slot.id, await stretchInWorker(proof.passphrase, slot.lock));
      if (done.ok || done.error.type !== 'wrong-passphrase') return done;
    }
    return err({ type: 'wrong-passphrase' });
  }

  return {
    terms: () => ask('terms'),
    open: (voucher) => ask('openLocker', voucher),
    eraseAtServer: () => ask('eraseLocker'),
    forget: () => ask('forgetLocker'),
    syncNow: () => ask('syncNow'),
    dismissAlarms: () => ask('dismissAlarms'),
    devices: () => unlessLocked(ask('devices')),
    nameDevice: (id, name) => ask('nameDevice', id, name),
    removeDevice: (id, proof) => withProof(proof, (slotId, secret) => ask('removeDevice', slotId, secret, id)),
    compareWords: () => unlessLocked(ask('compareWords')),
    startPairing: (proof) => withProof(proof, (slotId, secret) => unlessLocked(ask('startPairing', slotId, secret))),
    lookForAsk: () => unlessLocked(ask('lookForAsk')),
    admit: () => ask('admit'),
    join: (words, name) => ask('join', words, name),
    finishJoining: () => ask('finishJoining'),
    makeRecoveryCode: (proof) =>
      withProof(proof, (slotId, secret) => unlessLocked(ask('makeRecoveryCode', slotId, secret))),
    replaceRecoveryCode: (proof) =>
      withProof(proof, (slotId, secret) => unlessLocked(ask('replaceRecoveryCode', slotId, secret))),
    proveRecoveryCode: (words) => ask('proveRecoveryCode', words),
    recover: (paper, name) => ask('recover', paper, name),
    held: (after) => unlessLocked(ask('held', after)),
    bytesAt: async (cursor) => {
      const found = await unlessLocked(ask('bytesAt', cursor));
      return found.ok ? ok(found.value) : found;
    },
  };
}
