import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import type { JsonObject } from '#core/entry/entry.ts';
import { press, type Hand } from './keep-device.ts';
import { test as base } from './page.ts';
import { watchContext } from './watch-context.ts';

export type Laid = { readonly tail: number; readonly segments: number; readonly aside: number };

/** A page without a service worker, so that the files of the app come from the server and can be kept from coming. */
export const test = base.extend('openBare', async ({ browser }, { onCleanup }) => {
  const closing: (() => Promise<void>)[] = [];
  onCleanup(async () => {
    for (const close of closing) await close();
  });
  return async (path: string, expectedErrors: readonly RegExp[] = []): Promise<Page> => {
    const context = await browser.newContext({ baseURL: inject('origin'), locale: 'en-GB' });
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    const complaints = watchContext(context, inject('origin'), expectedErrors);
    closing.push(async () => {
      await context.close();
      if (complaints().length > 0) throw new Error(`the page complained:\n${complaints().join('\n')}`);
    });
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };
});

/** Changes one byte of the oldest record of a store, from a page that has nothing open. `at`: from the end if < 0. */
export const changeByte = (page: Page, store: 'tail' | 'segments', at: number, to: number): Promise<void> =>
  inStores(
    page,
    `
    const all = transaction.objectStore(${JSON.stringify(store)});
    const [record] = await done(all.getAll());
    record.bytes[${at} < 0 ? record.bytes.length + ${at} : ${at}] = ${to};
    await done(all.put(record));`,
  );

export const countLaid = (page: Page): Promise<Laid> =>
  inStores(
    page,
    `
    const counts = {};
    for (const name of ['tail', 'segments', 'aside']) counts[name] = await done(transaction.objectStore(name).count());
    return counts;`,
  );

const inStores = <T>(page: Page, body: string): Promise<T> =>
  page.evaluate<T>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open('ballast'));
    const transaction = database.transaction(['tail', 'segments', 'aside'], 'readwrite');
    try { ${body} } finally { database.close(); }
  })()`);

/** From now on there is room for so many bytes in all. Before the first write: Chromium asks only now and then. */
export async function giveRoom(page: Page, quotaSize: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: inject('origin'), quotaSize });
}

/** Takes the room that is left, in ever smaller pieces, until not even a few bytes fit. */
export const takeAllRoom = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('beside', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
    });
    const put = (size: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = database.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').put(new Uint8Array(size));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (let size = 131_072; size >= 64;) if (!(await put(size))) size /= 2;
    database.close();
  });

export const PRACTICE = 'price-ledger';

export const checkIn = (line: string, n = 0) =>
  ({
    kind: 'check-in',
    practice: 'button-check',
    version: 1,
    at: 1_795_219_200_000 + n * 60_000,
    day: '2026-11-21',
    answers: { line },
  }) as const;

export const run = (text: string, version = 1, practice = PRACTICE) =>
  ({
    ...checkIn(''),
    kind: 'entry',
    practice,
    version,
    answers: { book: { stones: { get: [], pay: [{ id: 'own_1', text }] } } },
  }) as const;

/** A run of it that goes on. */
export const draftOf = (version: number, answers: JsonObject) => ({
  practice: PRACTICE,
  version,
  phase: 'steps',
  at: 'book',
  trail: [],
  setups: {},
  rounds: {},
  cards: {},
  answers,
});

/** From the check-in's first screen to its line. */
export async function writeLine(hand: Hand, line: string): Promise<void> {
  const { page, words } = hand;
  await page.getByRole('radio', { name: new RegExp(`^${words.day.start}`) }).check({ force: true });
  await press(hand, words.day.only);
  await press(hand, words.day.toLine);
  await page.getByRole('textbox', { name: words.day.linePrompt }).fill(line);
}
export const lineField = ({ page, words }: Hand) => page.getByRole('textbox', { name: words.day.linePrompt });
export const notice = ({ page }: Hand, text: string) => page.getByRole('status').filter({ hasText: text });
export const alert = ({ page }: Hand, text: string) => page.getByRole('alert').filter({ hasText: text });
