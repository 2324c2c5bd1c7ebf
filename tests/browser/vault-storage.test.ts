import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { countHeldRows, holdStorage } from './hold-storage.ts';
import type { NewEntry } from '#web/adapters/vault/vault-types.ts';
import {
  choose,
  done,
  draft,
  everythingStored,
  line,
  linesOf,
  MARKER,
  passphrase,
  put,
  stateOf,
  unlock,
  useVaultDevice,
  waitForState,
} from './vault-device.ts';

const device = useVaultDevice();

describe('two tabs', () => {
  test('one writes, the other reads and is told, and takes over when the first closes', async () => {
    const first = await device().openTab();
    await put(first, 1);
    await choose(first);
    const second = await device().openTab();
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
    const [first, second] = [await device().openTab(), await device().openTab()];
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

  test('take what is unfinished in their memory behind a lock that another chooses', async () => {
    const [first, second] = [await device().openTab(), await device().openTab()];
    for (const run of ['a', 'b'])
      await second.evaluate(([of, text]) => globalThis.vault.saveDraft('diary', of, { text }), [run, line(1)] as const);
    await choose(first);
    await waitForState(second, 'locked');
    const found = () => first.evaluate(() => globalThis.vault.drafts('diary'));
    const state = { text: line(1) };
    await expect.poll(found).toMatchObject({
      ok: true,
      value: [
        { run: 'b', state },
        { run: 'a', state },
      ],
    });
    expect(await everythingStored(second)).not.toMatch(new RegExp(`${MARKER}|diary`));
  });

  test('lose nothing that is being written in one at the moment when the other chooses', async () => {
    const [first, second] = [await device().openTab(), await device().openTab()];
    await second.evaluate(
      (text) => {
        new BroadcastChannel('ballast').onmessage = ({ data }) => {
          if (data === 'chosen') void globalThis.vault.put(JSON.parse(text) as NewEntry);
        };
      },
      JSON.stringify(draft(1)),
    );
    await choose(first);
    await expect.poll(() => linesOf(first)).toEqual([line(1)]);
  });

  test('cannot both choose a lock', async () => {
    const [first, second] = [await device().openTab(), await device().openTab()];
    await choose(first);
    await waitForState(second, 'locked');
    const again = await choose(second);
    expect(again.ok).toBe(false);
  });
});

describe('storage that was emptied', () => {
  test('by the browser is noticed at the next start', async () => {
    const page = await device().openTab();
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
    const page = await device().openTab();
    await choose(page);
    await put(page, 1);
    const cdp = await device().context.newCDPSession(page);
    await cdp.send('Storage.clearDataForOrigin', { origin: device().origin, storageTypes: 'indexeddb' });
    await page.waitForFunction(() => globalThis.vault.status().findings.some(({ type }) => type === 'evicted'));
    expect(await put(page, 2)).toEqual({ ok: false, error: { type: 'evicted' } });
    expect(await linesOf(page)).toEqual([line(1)]);
    const backup = await page.evaluate(async (words) => (await globalThis.vault.backup(words)).ok, passphrase);
    expect(backup).toBe(true);
  });

  test('that is full refuses what does not fit, and keeps the rest', async () => {
    const page = await device().openTab();
    const cdp = await device().context.newCDPSession(page);
    // Before the first write: Chromium asks only now and then how much room there is.
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: device().origin, quotaSize: 700_000 });
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
    const page = await device().context.newPage();
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

describe('a storage that another window holds on to', () => {
  /** A window of the same origin that does not let go when it is asked to. */
  const hold = async (): Promise<Page> => {
    const page = await device().context.newPage();
    await page.goto('/');
    await holdStorage(page);
    return page;
  };
  const erase = (page: Page) => page.evaluate(() => globalThis.vault.eraseEverything());

  test('is emptied all the same when everything is erased, and goes once that window is closed', async () => {
    const page = await device().openTab();
    await choose(page);
    await put(page, 1);
    const holder = await hold();
    expect(await countHeldRows(holder)).toBeGreaterThan(0);
    expect(await erase(page)).toEqual({ ok: false, error: { type: 'held-open' } });
    expect(await countHeldRows(holder)).toBe(0);
    expect(await stateOf(page)).toMatchObject({ state: 'memory', waysIn: [], unkept: 0 });
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    // What is written meanwhile is not lost, and nothing waits for ever.
    expect(await put(page, 2)).toMatchObject({ ok: true, value: { in: 'memory' } });
    expect((await stateOf(page)).findings).toEqual([{ type: 'held-open' }]);
    expect(await choose(page)).toEqual({ ok: false, error: { type: 'held-open' } });
    expect(await erase(page)).toEqual({ ok: false, error: { type: 'storage-failed' } });
    await holder.close();
    expect(await erase(page)).toEqual(done);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await stateOf(page)).toMatchObject({ state: 'memory', findings: [] });
  });

  test('and that does not let it be emptied in time is whole, and goes on, when that is said', async () => {
    const page = await device().openTab();
    await choose(page);
    await put(page, 1);
    const holder = await hold();
    await holder.evaluate(() => {
      const { held } = globalThis as unknown as { held: IDBDatabase };
      const store = held.transaction([...held.objectStoreNames], 'readwrite').objectStore('meta');
      const goOn = (): void => {
        if (!Reflect.has(globalThis, 'isDone')) store.count().onsuccess = goOn;
      };
      goOn();
    });
    expect(await erase(page)).toEqual({ ok: false, error: { type: 'storage-failed' } });
    await holder.evaluate(() => Object.assign(globalThis, { isDone: true }));
    expect(await put(page, 2)).toMatchObject({ ok: true, value: { in: 'space' } });
    expect(await linesOf(page)).toEqual([line(2), line(1)]);
    await page.evaluate(() => globalThis.vault.lock());
    expect(await unlock(page)).toEqual(done);
    expect(await linesOf(page)).toEqual([line(2), line(1)]);
  });

  test('is found when it opens late, and what was written meanwhile goes behind its lock', async () => {
    const first = await device().openTab();
    await choose(first);
    await put(first, 1);
    await first.close();
    const holder = await hold();
    const other = await device().context.newPage();
    await other.goto('/');
    // Something that waits for the holder, and changes nothing once it has its way.
    await other.evaluate(() => {
      const opening = indexedDB.open('ballast', 3);
      opening.onupgradeneeded = () => opening.transaction?.abort();
    });
    const page = await device().openTab();
    expect(await stateOf(page)).toMatchObject({ state: 'memory', findings: [{ type: 'held-open' }] });
    expect(await put(page, 2)).toMatchObject({ ok: true, value: { in: 'memory' } });
    await holder.close();
    await waitForState(page, 'locked');
    expect((await stateOf(page)).findings).toEqual([]);
    expect(await unlock(page)).toEqual(done);
    await expect.poll(() => linesOf(page)).toEqual([line(2), line(1)]);
  });
});
