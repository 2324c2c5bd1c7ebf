import { markKept } from '#web/adapters/vault/kept-marker.ts';
import { createPassphraseLock, stretchInWorker } from '#web/adapters/vault/stretch-in-worker.ts';
import type { Stretch } from './ten-years.ts';
import type { Loaded, OpenKeys, Seeded, SeedTask } from './seed.worker.ts';

declare global {
  /** Makes a locked space through the vault's own code. */
  var seedSpace: (passphrase: string, stretches: readonly Stretch[]) => Promise<Seeded>;
  /** Loads the space that was made, and its floor, each in a Worker that has done nothing before. */
  var loadSpace: () => Promise<{ readonly loaded: number; readonly floor: Loaded }>;
}

let openKeys: OpenKeys | undefined;

function ask<T>(task: SeedTask): Promise<T> {
  const worker = new Worker(new URL('./seed.worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage(task);
  return new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  }).finally(() => worker.terminate());
}

globalThis.seedSpace = async (passphrase, stretches) => {
  const lock = createPassphraseLock();
  const secret = await stretchInWorker(passphrase, lock);
  const seeded = await ask<Seeded>({ type: 'seed', lock, secret, stretches });
  markKept();
  openKeys = await ask<OpenKeys>({ type: 'unlock', secret });
  return seeded;
};

globalThis.loadSpace = async () => {
  if (openKeys === undefined) throw new Error('No space was made on this page.');
  const floor = await ask<Loaded>({ type: 'floor', keys: openKeys });
  return { loaded: await ask<number>({ type: 'load', keys: openKeys }), floor };
};
