import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '#core/result.ts';
import type { Kept, NewEntry, VaultError, VaultStatus } from '#web/adapters/vault/vault-types.ts';
import type {} from './vault-page/main.ts';
import { launchChromium } from './launch-chromium.ts';
import { serveVaultPage } from './serve-vault-page.ts';
import { watchContext } from './watch-context.ts';

const passphrase = 'blå båd på åben sø';
const own = { kind: 'own', minutes: 5 } as const;
const shared = { kind: 'shared' } as const;
const done = { ok: true, value: null };
const MARKER = 'MARKER-a-quiet-shift';

const draft = (n: number): NewEntry => ({
  kind: 'check-in',
  practice: 'button-check',
  version: 1,
  at: 1_795_219_200_000 + n * 60_000,
  day: '2026-11-21',
  answers: { line: `${MARKER} ${n}` },
});

let served: Awaited<ReturnType<typeof serveVaultPage>>;
let browser: Browser;
let device: BrowserContext;
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
  device = await browser.newContext({ baseURL: served.origin });
  complaints = watchContext(device, served.origin, []);
});
afterEach(async () => {
  await device.close();
  expect(complaints()).toEqual([]);
});

async function openTab(): Promise<Page> {
  const page = await device.newPage();
  await page.goto('/');
  await page.waitForFunction(() => globalThis.vault !== undefined);
  await page.evaluate(() => globalThis.vault.open().then(() => null));
  return page;
}

const stateOf = (page: Page): Promise<VaultStatus> => page.evaluate(() => globalThis.vault.status());
const put = (page: Page, n: number): Promise<Result<Kept, VaultError>> =>
  page.evaluate((text) => globalThis.vault.put(JSON.parse(text) as NewEntry), JSON.stringify(draft(n)));
const choose = (page: Page, style: typeof own | typeof shared = own) =>
  page.evaluate(([words, how]) => globalThis.vault.choosePassphrase(words, how), [passphrase, style] as const);
const unlock = (page: Page, words = passphrase) =>
  page.evaluate((secret) => globalThis.vault.unlockWithPassphrase(secret), words);
const linesOf = (page: Page) =>
  page.evaluate(async () => {
    const page_ = await globalThis.vault.entries();
    return page_.ok ? page_.value.entries.map((entry) => String(entry.answers.line)) : page_.error.type;
  });
const waitForState = (page: Page, state: string) =>
  page.waitForFunction((wanted) => globalThis.vault.status().state === wanted, state);
const line = (n: number) => `${MARKER} ${n}`;

/** Everything that this origin keeps in the browser: databases, caches, both storages, cookies, URL, title. */
const everythingStored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = [document.title, location.href, document.cookie, JSON.stringify(history.state)];
    found.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), ...(await caches.keys()));
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

describe('the vault in a browser', () => {
  test('starts in memory, and a reload loses what was written', async () => {
    const page = await openTab();
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await put(page, 1)).toMatchObject({ ok: true, value: { in: 'memory' } });
    expect(await linesOf(page)).toEqual([line(1)]);
    await page.reload();
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    expect([await linesOf(page), (await stateOf(page)).state]).toEqual([[], 'memory']);
  });

  test('keeps what was written behind a passphrase, across a reload, with no word in its storage', async () => {
    const page = await openTab();
    await put(page, 1);
    expect(await choose(page)).toEqual(done);
    await put(page, 2);
    await page.evaluate((text) => globalThis.vault.saveDraft('diary', { text }), line(3));
    await page.evaluate(() => globalThis.vault.lock());
    expect(await put(page, 4)).toMatchObject({ ok: true, value: { in: 'inbox' } });
    expect(await everythingStored(page)).not.toMatch(new RegExp(`${MARKER}|diary|button-check`));
    await page.reload();
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    expect(await stateOf(page)).toMatchObject({ state: 'locked', waiting: 1, waysIn: [{ type: 'passphrase' }] });
    expect(await linesOf(page)).toBe('locked');
    expect(await unlock(page, 'another passphrase')).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
    expect(await unlock(page)).toEqual(done);
    expect(await linesOf(page)).toEqual([line(4), line(2), line(1)]);
    const loaded = await page.evaluate(() => globalThis.vault.loadDraft('diary'));
    expect(loaded).toEqual({ ok: true, value: { text: line(3) } });
  });

  test('refuses a passphrase that is too short', async () => {
    const page = await openTab();
    const weak = { ok: false, error: { type: 'weak-passphrase' } };
    expect(await page.evaluate((style) => globalThis.vault.choosePassphrase('short', style), own)).toEqual(weak);
  });

  test('locks with a passkey that has PRF, and opens again with it', async () => {
    const page = await openTab();
    const cdp = await device.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        hasPrf: true,
      },
    });
    await put(page, 1);
    expect(await page.evaluate((style) => globalThis.vault.choosePasskey({ name: 'Ballast' }, style), own)).toEqual(
      done,
    );
    await page.evaluate(() => globalThis.vault.lock());
    expect(await linesOf(page)).toBe('locked');
    expect(await page.evaluate(() => globalThis.vault.unlockWithPasskey())).toEqual(done);
    expect(await linesOf(page)).toEqual([line(1)]);
    expect(await page.evaluate((words) => globalThis.vault.addPassphrase(words), passphrase)).toEqual(done);
    const [passkey] = (await stateOf(page)).waysIn.filter(({ type }) => type === 'passkey');
    expect(await page.evaluate((id) => globalThis.vault.removeWayIn(id), passkey!.id)).toEqual(done);
    await page.evaluate(() => globalThis.vault.lock());
    expect(await unlock(page)).toEqual(done);
  });

  test('does not lock with a passkey that has no PRF, and says so', async () => {
    const page = await openTab();
    const cdp = await device.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const chosen = await page.evaluate((style) => globalThis.vault.choosePasskey({ name: 'Ballast' }, style), own);
    expect(chosen).toEqual({ ok: false, error: { type: 'passkey-without-prf' } });
    expect((await stateOf(page)).state).toBe('memory');
  });

  test('ends its Worker when it locks', async () => {
    const page = await openTab();
    await choose(page);
    const before = new Set(page.workers());
    await page.evaluate(() => globalThis.vault.lock());
    expect(page.workers().filter((worker) => before.has(worker))).toEqual([]);
    expect(await page.evaluate(() => globalThis.events.includes('locked'))).toBe(true);
  });

  test('finishes what was being written when it locks', async () => {
    const page = await openTab();
    await choose(page);
    const text = JSON.stringify([draft(1), draft(2), draft(3)]);
    const kept = await page.evaluate(async (entries) => {
      const writing = (JSON.parse(entries) as NewEntry[]).map((entry) => globalThis.vault.put(entry));
      await globalThis.vault.lock();
      return (await Promise.all(writing)).map((result) => result.ok && result.value.in);
    }, text);
    expect(kept).toEqual(['space', 'space', 'space']);
    await unlock(page);
    expect(await linesOf(page)).toEqual([line(3), line(2), line(1)]);
  });

  test('gives no answer that was still on its way when it locked', async () => {
    const page = await openTab();
    await put(page, 1);
    await choose(page);
    const answer = await page.evaluate(async () => {
      const asked = globalThis.vault.entries();
      void globalThis.vault.lock();
      return asked;
    });
    expect(answer).toEqual({ ok: false, error: { type: 'locked' } });
  });

  test('is locked after going away and back on a shared computer', async () => {
    const page = await openTab();
    await put(page, 1);
    await choose(page, shared);
    await page.goto('/?elsewhere');
    await page.goBack();
    await page.waitForFunction(() => globalThis.vault !== undefined);
    expect(await page.evaluate(() => globalThis.vault.open())).toMatchObject({ state: 'locked' });
    expect(await linesOf(page)).toBe('locked');
  });

  test('locks at once on a shared computer when the page is hidden', async () => {
    const page = await openTab();
    await put(page, 1);
    await choose(page, shared);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect([(await stateOf(page)).state, await linesOf(page)]).toEqual(['locked', 'locked']);
  });

  test('locks on an own phone after the time that was set, and not before', async () => {
    const page = await openTab();
    await page.clock.install();
    await page.reload();
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    await choose(page, own);
    await page.clock.runFor('04:50');
    expect((await stateOf(page)).state).toBe('unlocked');
    await page.clock.runFor('00:20');
    expect((await stateOf(page)).state).toBe('locked');
  });

  test('erases one entry out of the stored bytes, and everything with nothing left', async () => {
    const page = await openTab();
    await choose(page);
    const kept = await put(page, 1);
    await put(page, 2);
    const bytesOf = () => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    const id = kept.ok ? kept.value.id : '';
    expect(await page.evaluate((which) => globalThis.vault.erase(which), id)).toEqual(done);
    expect(await linesOf(page)).toEqual([line(2)]);
    await page.evaluate(() => globalThis.vault.lock());
    await unlock(page);
    expect(await linesOf(page)).toEqual([line(2)]);
    expect(await bytesOf()).toBeGreaterThan(0);

    expect(await page.evaluate(() => globalThis.vault.eraseEverything())).toEqual(done);
    expect(await stateOf(page)).toMatchObject({ state: 'memory', waysIn: [], unkept: 0, findings: [] });
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).toBe('{}');
  });

  test('takes a backup to another device', async () => {
    const page = await openTab();
    for (const n of [1, 2, 3]) await put(page, n);
    await choose(page);
    const file = await page.evaluate(async (words) => {
      const backup = await globalThis.vault.backup(words);
      return backup.ok ? [...new Uint8Array(await backup.value.arrayBuffer())] : [];
    }, 'the words of the backup');
    expect(new TextDecoder('latin1').decode(Uint8Array.from(file))).not.toMatch(MARKER);
    await page.evaluate(() => globalThis.vault.eraseEverything());
    const restore = (bytes: readonly number[], words: string) =>
      page.evaluate(([all, secret]) => globalThis.vault.restore(new Blob([Uint8Array.from(all)]), secret), [
        bytes,
        words,
      ] as const);
    expect(await restore(file, 'not these words')).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
    expect(await restore([1, 2, 3], 'not these words')).toEqual({ ok: false, error: { type: 'not-a-backup' } });
    expect(await restore(file, 'the words of the backup')).toMatchObject({ ok: true, value: { added: 3, present: 0 } });
    expect(await linesOf(page)).toEqual([line(3), line(2), line(1)]);
  });

  test('hands 2,000 entries over, in slices, and gives the newest first', async () => {
    const page = await openTab();
    const entries = JSON.stringify(Array.from({ length: 2_000 }, (_, n) => draft(n)));
    await page.evaluate(async (text) => {
      await Promise.all((JSON.parse(text) as NewEntry[]).map((entry) => globalThis.vault.put(entry)));
    }, entries);
    await choose(page);
    await page.evaluate(() => globalThis.vault.lock());
    await unlock(page);
    const lines = (await linesOf(page)) as string[];
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([2_000, line(1_999), line(0)]);
  });
});

describe('two tabs', () => {
  test('one writes, the other reads and is told, and takes over when the first closes', async () => {
    const first = await openTab();
    await put(first, 1);
    await choose(first);
    const second = await openTab();
    await unlock(second);
    expect(await stateOf(second)).toMatchObject({ state: 'unlocked', readOnly: true });
    const kept = await put(second, 2);
    expect(kept).toMatchObject({ ok: true, value: { in: 'inbox' } });
    await first.waitForFunction(async () => {
      const page = await globalThis.vault.entries();
      return page.ok && page.value.entries.length === 2;
    });
    const id = kept.ok ? kept.value.id : '';
    const edit = () => second.evaluate((which) => globalThis.vault.edit(which, ['ending'], 'done'), id);
    expect(await edit()).toEqual({ ok: false, error: { type: 'other-tab' } });
    await put(first, 3);
    await second.waitForFunction(async () => {
      const page = await globalThis.vault.entries();
      return page.ok && page.value.entries.length === 3;
    });
    await first.close();
    await second.waitForFunction(() => !globalThis.vault.status().readOnly);
    expect(await edit()).toEqual(done);
    expect(await put(second, 4)).toMatchObject({ ok: true, value: { in: 'space' } });
  });

  test('lock together, and are emptied together', async () => {
    const [first, second] = [await openTab(), await openTab()];
    await put(second, 7);
    await choose(first);
    await waitForState(second, 'locked');
    await unlock(second);
    await first.waitForFunction(async () => {
      const page = await globalThis.vault.entries();
      return page.ok && page.value.entries.length === 1;
    });
    await second.evaluate(() => globalThis.vault.lock());
    await waitForState(first, 'locked');
    expect(await second.evaluate(() => globalThis.vault.eraseEverything())).toEqual(done);
    await waitForState(first, 'memory');
    expect(await linesOf(first)).toEqual([]);
  });

  test('cannot both choose a lock', async () => {
    const [first, second] = [await openTab(), await openTab()];
    await choose(first);
    await waitForState(second, 'locked');
    const again = await choose(second);
    expect(again.ok).toBe(false);
  });
});

describe('storage that was emptied', () => {
  test('by the browser is noticed at the next start', async () => {
    const page = await openTab();
    await choose(page);
    await page.goto('about:blank');
    await page.goto('/');
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase('ballast').onsuccess = resolve;
        }),
    );
    const status = await page.evaluate(() => globalThis.vault.open());
    expect(status).toMatchObject({ state: 'memory', findings: [{ type: 'evicted' }] });
  });

  test('while it is open says so, and still gives a backup of everything', async () => {
    const page = await openTab();
    await choose(page);
    await put(page, 1);
    const cdp = await device.newCDPSession(page);
    await cdp.send('Storage.clearDataForOrigin', { origin: served.origin, storageTypes: 'indexeddb' });
    await page.waitForFunction(() => globalThis.vault.status().findings.some(({ type }) => type === 'evicted'));
    expect(await put(page, 2)).toEqual({ ok: false, error: { type: 'evicted' } });
    expect(await linesOf(page)).toEqual([line(1)]);
    const backup = await page.evaluate(async (words) => (await globalThis.vault.backup(words)).ok, passphrase);
    expect(backup).toBe(true);
  });

  test('that is full refuses what does not fit, and keeps the rest', async () => {
    const page = await openTab();
    const cdp = await device.newCDPSession(page);
    // Before the first write: Chromium asks only now and then how much room there is.
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: served.origin, quotaSize: 700_000 });
    await choose(page);
    await put(page, 1);
    const big = JSON.stringify({ ...draft(2), answers: { line: 'x'.repeat(200_000) } });
    const putBig = () => page.evaluate((text) => globalThis.vault.put(JSON.parse(text) as NewEntry), big);
    const answers = [await putBig(), await putBig(), await putBig(), await putBig()];
    expect(answers[0]).toMatchObject({ ok: true });
    expect(answers.at(-1)).toEqual({ ok: false, error: { type: 'storage-full' } });
    await page.evaluate(() => globalThis.vault.lock());
    await unlock(page);
    expect(await linesOf(page)).toHaveLength(answers.filter((answer) => answer.ok).length + 1);
    expect((await stateOf(page)).findings).toEqual([]);
  });

  test('in a browser of a newer Ballast is left as it is', async () => {
    const page = await device.newPage();
    await page.goto('/');
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('ballast', 99);
          request.onsuccess = () => {
            request.result.close();
            resolve(null);
          };
        }),
    );
    const status = await page.evaluate(() => globalThis.vault.open());
    expect(status).toMatchObject({ state: 'memory', findings: [{ type: 'newer-format' }] });
    expect(await choose(page)).toEqual({ ok: false, error: { type: 'newer-format' } });
  });
});
