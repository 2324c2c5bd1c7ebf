import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Result } from '#core/result.ts';
import type { Kept, NewEntry, VaultError, VaultStatus } from '#web/adapters/vault/vault-types.ts';
import { launchChromium } from './launch-chromium.ts';
import { serveVaultPage } from './serve-vault-page.ts';
import { watchContext } from './watch-context.ts';

export const passphrase = 'blå båd på åben sø';
export const own = { kind: 'own', minutes: 5 } as const;
export const shared = { kind: 'shared' } as const;
export const done = { ok: true, value: null };
export const MARKER = 'MARKER-a-quiet-shift';

export const draft = (n: number): NewEntry => ({
  kind: 'check-in',
  practice: 'button-check',
  version: 1,
  at: 1_795_219_200_000 + n * 60_000,
  day: '2026-11-21',
  answers: { line: `${MARKER} ${n}` },
});

export type VaultDevice = {
  readonly origin: string;
  readonly context: BrowserContext;
  /** A tab with the vault open. */
  readonly openTab: () => Promise<Page>;
};

/** A new device for every test of the file, with the vault's own page; fails on any complaint of a page. */
export function useVaultDevice(): () => VaultDevice {
  let served: Awaited<ReturnType<typeof serveVaultPage>>;
  let browser: Browser;
  let context: BrowserContext;
  let complaints: () => readonly string[];

  beforeAll(async () => {
    served = await serveVaultPage();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ baseURL: served.origin });
    complaints = watchContext(context, served.origin, []);
  });
  afterEach(async () => {
    await context.close();
    expect(complaints()).toEqual([]);
  });

  const openTab = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.goto('/');
    await page.waitForFunction(() => globalThis.vault !== undefined);
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    return page;
  };
  return () => ({ origin: served.origin, context, openTab });
}

export const stateOf = (page: Page): Promise<VaultStatus> => page.evaluate(() => globalThis.vault.status());
export const put = (page: Page, n: number): Promise<Result<Kept, VaultError>> =>
  page.evaluate((text) => globalThis.vault.put(JSON.parse(text) as NewEntry), JSON.stringify(draft(n)));
export const choose = (page: Page, style: typeof own | typeof shared = own) =>
  page.evaluate(([words, how]) => globalThis.vault.choosePassphrase(words, how), [passphrase, style] as const);
export const unlock = (page: Page, words = passphrase) =>
  page.evaluate((secret) => globalThis.vault.unlockWithPassphrase(secret), words);
export const linesOf = (page: Page) =>
  page.evaluate(async () => {
    const found = await globalThis.vault.entries();
    return found.ok ? found.value.entries.map((entry) => entry.answers.line as string) : found.error.type;
  });
export const waitForState = (page: Page, state: string) =>
  page.waitForFunction((wanted) => globalThis.vault.status().state === wanted, state);
export const line = (n: number) => `${MARKER} ${n}`;

/** Everything that this origin keeps in the browser: databases, caches, both storages, cookies, URL, title. */
export const everythingStored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = [document.title, location.href, document.cookie, JSON.stringify(history.state)];
    found.push(
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      ...(await caches.keys()),
    );
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all(
          [all.getAllKeys(), all.getAll()].map(
            (request) =>
              new Promise<unknown[]>((resolve) => {
                request.onsuccess = () => resolve(request.result as unknown[]);
              }),
          ),
        );
        const asText = (_: string, value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value;
        found.push(`${name}/${store}`, JSON.stringify(keys, asText), JSON.stringify(values, asText));
      }
      database.close();
    }
    return found.join('\n');
  });
