import { describe, expect, test } from 'vitest';
import type { NewEntry } from '#web/adapters/vault/vault-types.ts';
import {
  choose,
  done,
  draft,
  everythingStored,
  line,
  linesOf,
  MARKER,
  own,
  passphrase,
  put,
  shared,
  stateOf,
  unlock,
  useVaultDevice,
} from './vault-device.ts';

const device = useVaultDevice();

describe('the vault in a browser', () => {
  test('starts in memory, and a reload loses what was written', async () => {
    const page = await device().openTab();
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await put(page, 1)).toMatchObject({ ok: true, value: { in: 'memory' } });
    expect(await linesOf(page)).toEqual([line(1)]);
    await page.reload();
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    expect([await linesOf(page), (await stateOf(page)).state]).toEqual([[], 'memory']);
  });

  test('keeps what was written behind a passphrase, across a reload, with no word in its storage', async () => {
    const page = await device().openTab();
    await put(page, 1);
    expect(await choose(page)).toEqual(done);
    await put(page, 2);
    await page.evaluate((text) => globalThis.vault.saveDraft('diary', 'a', { text }), line(3));
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
    const unfinished = await page.evaluate(() => globalThis.vault.drafts('diary'));
    expect(unfinished).toMatchObject({ ok: true, value: [{ run: 'a', state: { text: line(3) } }] });
  });

  test('says so when the device has not what a passphrase needs, instead of leaving one waiting', async () => {
    await device().context.route('**/argon2*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `self.WebAssembly = undefined;\n${await response.text()}` });
    });
    const page = await device().openTab();
    await put(page, 1);
    const asked = page.evaluate(
      (words) =>
        globalThis.vault.choosePassphrase(words, { kind: 'own', minutes: 5 }).then(
          () => 'kept',
          () => 'refused',
        ),
      passphrase,
    );
    expect(await asked).toBe('refused');
    expect(await linesOf(page)).toEqual([line(1)]);
  });

  test('refuses a passphrase that is too short', async () => {
    const page = await device().openTab();
    const weak = { ok: false, error: { type: 'weak-passphrase' } };
    expect(await page.evaluate((style) => globalThis.vault.choosePassphrase('short', style), own)).toEqual(weak);
  });

  test('locks with a passkey that has PRF, and opens again with it', async () => {
    const page = await device().openTab();
    const cdp = await device().context.newCDPSession(page);
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
    const page = await device().openTab();
    const cdp = await device().context.newCDPSession(page);
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
    const page = await device().openTab();
    await choose(page);
    const before = new Set(page.workers());
    await page.evaluate(() => globalThis.vault.lock());
    expect(page.workers().filter((worker) => before.has(worker))).toEqual([]);
    expect(await page.evaluate(() => globalThis.events.includes('locked'))).toBe(true);
  });

  test('finishes what was being written when it locks', async () => {
    const page = await device().openTab();
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
    const page = await device().openTab();
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
    const page = await device().openTab();
    await put(page, 1);
    await choose(page, shared);
    await page.goto('/?elsewhere');
    await page.goBack();
    await page.waitForFunction(() => globalThis.vault !== undefined);
    expect(await page.evaluate(() => globalThis.vault.open())).toMatchObject({ state: 'locked' });
    expect(await linesOf(page)).toBe('locked');
  });

  test('locks at once on a shared computer when the page is hidden', async () => {
    const page = await device().openTab();
    await put(page, 1);
    await choose(page, shared);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect([(await stateOf(page)).state, await linesOf(page)]).toEqual(['locked', 'locked']);
  });

  test('locks on an own phone after the time that was set, and not before', async () => {
    const page = await device().openTab();
    await page.clock.install();
    await page.reload();
    await page.evaluate(() => globalThis.vault.open().then(() => null));
    await choose(page, own);
    // In strides: a Worker that has real work meanwhile would seem to have fallen silent.
    for (let seconds = 0; seconds < 290; seconds += 10) {
      await page.clock.runFor('00:10');
      expect((await stateOf(page)).state).toBe('unlocked');
    }
    await page.clock.runFor('00:20');
    expect((await stateOf(page)).state).toBe('locked');
  });

  test('erases one entry out of the stored bytes, and everything with nothing left', async () => {
    const page = await device().openTab();
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
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  test('takes a backup to another device', async () => {
    const page = await device().openTab();
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
    const page = await device().openTab();
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
