import { createVaultClient } from '#web/adapters/vault/vault-client.ts';
import type { Floor, FloorTask } from './floor.worker.ts';

/** `joined`: until the device has answered that it is in. `usable`: until it gave the newest entries. In ms. */
export type Joined = { readonly joined: number; readonly usable: number; readonly newest: string | undefined };

declare global {
  /** The device chooses a lock and types the words of the other one; gives those to compare. */
  var askToJoin: (passphrase: string, words: string) => Promise<readonly string[]>;
  /** After the other one has let it in. */
  var finishJoining: () => Promise<Joined>;
  /** After the device is locked: in a Worker that has done nothing before. */
  var measureFloor: (task: FloorTask) => Promise<Floor>;
}

const vault = createVaultClient();

function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly type: string } },
): T {
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
}

globalThis.askToJoin = async (passphrase, words) => {
  await vault.open();
  valueOf(await vault.choosePassphrase(passphrase, { kind: 'own', minutes: 60 }));
  return valueOf(await vault.locker.join(words, 'the new one'));
};

globalThis.finishJoining = async () => {
  const start = performance.now();
  if (valueOf(await vault.locker.finishJoining()) === null) throw new Error('It is not let in.');
  const joined = performance.now() - start;
  const { entries } = valueOf(await vault.entries({ limit: 50 }));
  return { joined, usable: performance.now() - start, newest: entries[0]?.id };
};

globalThis.measureFloor = async (task) => {
  await vault.lock();
  const worker = new Worker(new URL('./floor.worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage(task);
  return new Promise<Floor>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Floor>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  }).finally(() => worker.terminate());
};
