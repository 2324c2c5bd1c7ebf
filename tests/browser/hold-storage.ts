import type { Page } from 'playwright-core';

/** Opens the storage in this window and does not let go of it, whatever the browser asks. */
export const holdStorage = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('ballast');
        opening.onsuccess = () => {
          Object.assign(globalThis, { held: opening.result });
          resolve();
        };
      }),
  );

/** How many records lie in the storage that a window holds, in all its stores. */
export const countHeldRows = (holder: Page): Promise<number> =>
  holder.evaluate(async () => {
    const { held } = globalThis as unknown as { held: IDBDatabase };
    const counts = [...held.objectStoreNames].map(
      (name) =>
        new Promise<number>((resolve) => {
          const counting = held.transaction(name).objectStore(name).count();
          counting.onsuccess = () => resolve(counting.result);
        }),
    );
    return (await Promise.all(counts)).reduce((all, count) => all + count, 0);
  });
