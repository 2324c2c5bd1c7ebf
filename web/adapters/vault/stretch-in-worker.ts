import { ARGON2_COST } from '#vault/argon2-cost.ts';
import { bytesToHex, hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { SALT_LENGTH, type SlotLock } from '#vault/slot.ts';
import type { StretchTask } from './argon2.worker.ts';

export type PassphraseLock = SlotLock & { readonly type: 'passphrase' };

/** A new lock at today's cost, with a salt of its own. */
export const createPassphraseLock = (): PassphraseLock => ({
  type: 'passphrase',
  salt: bytesToHex(systemRandomBytes(SALT_LENGTH)),
  cost: ARGON2_COST,
});

/** 32 bytes. The Worker lives for this one passphrase; its 64 MiB end with it. Rejects when it cannot run. */
export async function stretchInWorker(passphrase: string, lock: PassphraseLock): Promise<Bytes> {
  const worker = new Worker(new URL('./argon2.worker.ts', import.meta.url), { type: 'module', name: 'ballast-argon2' });
  try {
    return await new Promise<Bytes>((resolve, reject) => {
      const fail = () => reject(new Error('the Argon2id Worker failed'));
      worker.onmessage = ({ data }: MessageEvent<Bytes | null>) => (data === null ? fail() : resolve(data));
      worker.onerror = fail;
      const task: StretchTask = { passphrase, salt: hexToBytes(lock.salt), cost: lock.cost };
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}
