import type { Page } from 'playwright-core';

/** Everything a later visitor to the same browser could find: history, address, and whatever is stored. */
export async function readTraces(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const caches = await window.caches.keys();
    const databases = await indexedDB.databases();
    const stored = (storage: Storage) =>
      // The router notes scroll positions by number when a page is hidden; it names no page.
      Object.entries(storage).filter(([key]) => !key.startsWith('sveltekit:'));
    return {
      entries: history.length,
      address: location.href,
      title: document.title,
      local: stored(localStorage),
      session: stored(sessionStorage),
      cookies: document.cookie,
      databases: databases.map(({ name, version }) => `${name} ${version}`).sort(),
      caches: caches.sort(),
    };
  });
}

/** The requests a page makes from now on. */
export function collectRequests(page: Page): readonly string[] {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  return requests;
}
