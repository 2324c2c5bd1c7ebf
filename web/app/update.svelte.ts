import type { Language } from '#content/words/languages.ts';

let isReady = $state(false);
let isOffline = $state(false);

const ask = (worker: ServiceWorker, message: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    worker.postMessage(message, [channel.port2]);
  });

async function check(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.waiting ?? registration.active;
  if (!worker) return;
  const status = await ask(worker, { type: 'status' });
  isReady = typeof status === 'object' && status !== null && 'isAccepted' in status && status.isAccepted === false;
}

/** Registers the service worker and asks it for all of one language, in the background. */
async function start(language: Language): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/service-worker.js', {
    // Built, the worker is one classic script, which more browsers take; while developing it is a module.
    type: import.meta.env.DEV ? 'module' : 'classic',
  });
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => void check(registration));
  });
  const { active } = await navigator.serviceWorker.ready;
  await check(registration);
  // While a version waits, the server has no other: the language comes with that one, and is there once it is taken.
  const worker = registration.waiting ?? active;
  if (!worker) return;
  const answer = await ask(worker, { type: 'language', language });
  isOffline = !isReady && typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}

/** The app on this device: offline after the first load, and changed only when the helper says so. */
export const update = {
  /** A new version has been fetched and waits for the helper's word. */
  get isReady(): boolean {
    return isReady;
  },
  /** Everything of the chosen language is here. */
  get isOffline(): boolean {
    return isOffline;
  },
  start,
  /** Takes the new version: the page is loaded again with it. */
  async take(): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.waiting ?? registration?.active;
    if (!worker) return;
    await ask(worker, { type: 'accept' });
    location.reload();
  },
};
