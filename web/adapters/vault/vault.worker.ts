import { createTransport, savesData } from '../locker/transport.ts';
import { indexedStorage } from './indexed-store.ts';
import { createSession } from './session-start.ts';
import { createWorkerApi } from './worker-api.ts';
import type { Call, FromWorker } from './worker-protocol.ts';

const send = (message: FromWorker): void => self.postMessage(message);

const session = createSession(indexedStorage, Date.now, (event) => send({ type: 'event', event }));
const api = createWorkerApi(session, createTransport(BALLAST_API), {
  isOnline: () => navigator.onLine,
  savesData,
  chance: Math.random,
});
for (const change of ['online', 'offline']) self.addEventListener(change, () => void api.noteLine());

self.onmessage = async ({ data: { id, method, args } }: MessageEvent<Call>) => {
  const sliceOut = (entries: Extract<FromWorker, { type: 'slice' }>['entries']) => send({ type: 'slice', id, entries });
  try {
    const run = api[method] as (...parameters: readonly unknown[]) => Promise<unknown>;
    send({ type: 'answer', id, answer: await run(...args, sliceOut) });
  } catch {
    send({ type: 'failed', id, method });
  }
};
