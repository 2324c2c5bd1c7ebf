import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import {
  expectNoWordOf,
  fillPassphrase,
  follow,
  giveAuthenticator,
  handOf,
  hide,
  keepOne,
  MARKER,
  openFold,
  openKept,
  PASSPHRASE,
  press,
  readFirst,
  unlock,
  writeOne,
  type Hand,
} from './keep-device.ts';
import { countHeldRows, holdStorage } from './hold-storage.ts';
import { screenSizes, test } from './page.ts';

const toSettings = async ({ page, words }: Hand): Promise<void> =>
  page.getByRole('link', { name: words.nav.settings, exact: true }).first().click();

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

async function makeBackup(hand: Hand, passphrase: string): Promise<Download> {
  const { page, words } = hand;
  await openFold(hand, words.settings.backup);
  await fillPassphrase(hand, words.settings.backupPassphrase, passphrase);
  const download = page.waitForEvent('download');
  await press(hand, words.settings.backupMake);
  return download;
}

async function bringIn(hand: Hand, file: Buffer, passphrase: string): Promise<void> {
  const { page, words } = hand;
  const { settings } = words;
  await page.getByLabel(settings.restoreFile).setInputFiles({ name: 'a.backup', mimeType: '', buffer: file });
  await page.getByLabel(settings.backupPassphrase, { exact: true }).last().fill(passphrase);
  await press(hand, settings.restoreButton);
}

async function askToErase(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await openFold(hand, words.settings.eraseAll);
  await page.getByRole('main').getByRole('button', { name: words.settings.eraseAll }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.settings.eraseAllConfirm }).click();
}

async function eraseEverything(hand: Hand): Promise<void> {
  await askToErase(hand);
  await hand.page.getByText(hand.words.settings.eraseAllDone).waitFor();
}

const whatIsLeft = (page: Page) =>
  page.evaluate(async () => ({
    databases: await indexedDB.databases(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:')),
    cookies: document.cookie,
  }));

for (const language of LANGUAGES) {
  test(`opens every part of the settings, accessible in light and dark, in ${language}`, async ({ open }) => {
    for (const scheme of schemesToLookAt(language)) {
      const page = await open(`/${language}/settings/`, { size: 'smallest-phone', scheme });
      const hand = await handOf(page, language);
      const { settings } = hand.words;
      const parts = [settings.groups.looks, settings.groups.words, settings.acuteOrder, settings.lock];
      for (const part of [...parts, settings.backup, settings.export, settings.eraseAll, settings.groups.app]) {
        await openFold(hand, part);
        // What is opened may still be fetched, and only then is the page as tall as it is looked at.
        if (part === settings.acuteOrder) await page.locator('details#order li').first().waitFor();
        await expectAccessible(page);
      }
    }
  });
}

test('never scrolls sideways, whatever is open, on any device or with text at 200 %', async ({ open }) => {
  const sizes = Object.keys(screenSizes) as (keyof typeof screenSizes)[];
  for (const device of [...sizes.map((size) => ({ size })), { size: 'smallest-phone', textScale: 2 } as const]) {
    const page = await open('/da/settings/', device);
    const hand = await handOf(page, 'da');
    const { settings } = hand.words;
    const wide = async () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    for (const part of [settings.groups.looks, settings.groups.words, settings.acuteOrder, settings.backup]) {
      await openFold(hand, part);
      if (part === settings.acuteOrder) await page.locator('details#order li').first().waitFor();
      expect(await wide(), `${JSON.stringify(device)} ${part}`).toBeLessThanOrEqual(0);
    }
    for (const path of ['/da/kept/', '/da/keep/', '/da/unlock/', '/da/settings/print/']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await wide(), `${JSON.stringify(device)} ${path}`).toBeLessThanOrEqual(0);
    }
  }
});

test('changes the language of this very page, the looks, and the word for those one helps', async ({ open }) => {
  const page = await open('/da/settings/');
  const danish = await handOf(page, 'da');
  await openFold(danish, danish.words.settings.groups.looks);
  await page.getByRole('link', { name: 'Norsk' }).click();
  await page.waitForURL('**/nb/settings/**');
  const hand = await handOf(page, 'nb');
  const { settings } = hand.words;
  await page.getByRole('radio', { name: settings.themes.dark }).check({ force: true });
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await openFold(hand, settings.groups.words);
  await page.getByRole('radio', { name: 'brukerne' }).check();
  await page.reload();
  await page.getByText('brukerne · ').waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
});

test('lets the steps of the acute break come in an own order, and puts them back', async ({ open }) => {
  const page = await open('/en/settings/');
  const hand = await handOf(page, 'en');
  const { settings } = hand.words;
  await openFold(hand, settings.acuteOrder);
  const rows = page.getByRole('main').locator('details#order li');
  await rows.first().waitFor();
  const bare = (text: string | undefined) => text?.replace(/^\s*\d+\s*/, '').trim() ?? '';
  const names = async () => (await rows.allTextContents()).map(bare);
  const [first = '', second] = await names();
  await page.getByRole('button', { name: settings.down.replace('{what}', first) }).click();
  expect((await names()).slice(0, 2)).toEqual([second, first]);
  const stored = await page.evaluate(() => localStorage.getItem('ballast.outside-the-lock') ?? '');
  expect(JSON.parse(stored)).toMatchObject({ acuteOrder: expect.arrayContaining(['look-round']) });
  await press(hand, settings.reset);
  expect((await names())[0]).toBe(first);
});

test('makes a backup, erases everything with nothing left, and brings it all back', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, errors, kept } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  const download = await makeBackup(hand, 'another few small words');
  expect(download.suggestedFilename()).toMatch(/^ballast-\d{4}-\d{2}-\d{2}\.backup$/);
  const file = readFileSync(await download.path());
  expect(file.toString('latin1')).not.toContain(MARKER);
  await page.getByText(settings.backupDone).waitFor();

  await eraseEverything(hand);
  expect(await whatIsLeft(page)).toEqual({ databases: [], local: [], session: [], cookies: '' });
  expect(await page.evaluate(async () => (await caches.match('/chosen-languages'))?.status)).toBe(undefined);
  await expectNoWordOf(page);
  await page.reload();
  expect((await whatIsLeft(page)).databases).toEqual([]);

  await openFold(hand, settings.backup);
  await press(hand, settings.restoreButton);
  await page.getByRole('alert').getByText(settings.noFile).waitFor();
  await bringIn(hand, Buffer.from('a shopping list'), 'another few small words');
  await page.getByRole('alert').getByText(errors['not-a-backup']).waitFor();
  // The second byte of the version, behind the eight that say what it is.
  const newer = Buffer.from(file);
  newer[9] = 2;
  await bringIn(hand, newer, 'another few small words');
  await page.getByRole('alert').getByText(errors['backup-newer']).waitFor();
  await bringIn(hand, file, 'not these words at all');
  await page.getByRole('alert').getByText(errors['wrong-passphrase']).waitFor();
  await bringIn(hand, file, 'another few small words');
  await page.getByText(settings.restored.replace('{n}', '1').replace('{known}', '0')).waitFor();
  await expectAccessible(page);
  await bringIn(hand, file, 'another few small words');
  await page.getByText(settings.restored.replace('{n}', '0').replace('{known}', '1')).waitFor();
  await follow(hand, hand.words.nav.kept);
  await page.getByText(kept.entries.replace('{n}', '1')).waitFor();
  await readFirst(hand);
});

test('erases everything while locked too, for one who has forgotten the way in', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await page.goto('/en/unlock/');
  await page.getByText(hand.words.vault.forgotHeading).click();
  await follow(hand, hand.words.nav.settings);
  await page.getByRole('main').getByRole('button', { name: hand.words.settings.eraseAll }).click();
  await page.getByRole('dialog').getByRole('button', { name: hand.words.settings.eraseAllConfirm }).click();
  await page.getByText(hand.words.settings.eraseAllDone).waitFor();
  expect((await whatIsLeft(page)).databases).toEqual([]);
});

test('erases what was written though another window holds on, and says what is left to do', async ({ open }) => {
  const page = await open('/nb/');
  const hand = await handOf(page, 'nb');
  const { settings } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  const holder = await page.context().newPage();
  await holder.goto('/health');
  await holdStorage(holder);
  await askToErase(hand);
  await page.getByRole('status').getByText(settings.eraseHeld).waitFor();
  await expectAccessible(page);
  expect(await countHeldRows(holder)).toBe(0);
  expect((await whatIsLeft(page)).local).toEqual([]);
  await holder.close();
  await page.getByRole('main').getByRole('button', { name: settings.eraseAll }).click();
  await page.getByRole('dialog').getByRole('button', { name: settings.eraseAllConfirm }).click();
  await page.getByText(settings.eraseAllDone).waitFor();
  expect((await whatIsLeft(page)).databases).toEqual([]);
});

test('asks before it erases everything, and leaves it all when the answer is no', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  await openFold(hand, settings.eraseAll);
  await page.getByRole('main').getByRole('button', { name: settings.eraseAll }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: settings.cancel }).click();
  await openKept(hand);
  await readFirst(hand);
});

test('takes the choices away from every open window when everything is erased', async ({ open }) => {
  const page = await open('/en/settings/');
  const hand = await handOf(page, 'en');
  const { settings } = hand.words;
  const second = await page.context().newPage();
  const other = await handOf(second, 'en');
  await second.goto('/en/settings/');
  await openFold(hand, settings.groups.looks);
  await page.getByRole('radio', { name: settings.themes.dark }).check({ force: true });
  await second.locator('html[data-theme="dark"]').waitFor();
  await eraseEverything(hand);
  await second.locator('html:not([data-theme])').waitFor();
  await openFold(other, settings.groups.words);
  await second.getByRole('radio', { name: settings.peopleSets[1]!.label }).check();
  const stored = await second.evaluate(() => localStorage.getItem('ballast.outside-the-lock') ?? '');
  expect(JSON.parse(stored)).toMatchObject({ theme: 'system', people: settings.peopleSets[1]!.id });
});

test('adds, changes and removes ways in, and lets the last one stay', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, errors, vault } = hand.words;
  await giveAuthenticator(page, true);
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  await openFold(hand, settings.lock);
  await page.getByText(settings.lastWay).waitFor();
  await press(hand, settings.addPasskey);
  await page.getByText(settings.added).waitFor();
  await press(hand, settings.changePassphrase);
  await page.getByLabel(settings.current).fill('not the one that holds');
  await fillPassphrase(hand, vault.newPassphrase, 'a whole new handful');
  await press(hand, settings.changePassphrase);
  await page.getByRole('alert').getByText(errors['wrong-passphrase']).waitFor();
  await page.getByLabel(settings.current).fill(PASSPHRASE);
  await press(hand, settings.changePassphrase);
  await page.getByText(settings.newPassphraseDone).waitFor();
  await press(hand, settings.removeWay.replace('{way}', settings.wayIn.passkey));
  await press(hand, settings.confirmRemove);
  await page.getByText(settings.removed).waitFor();
  await page.getByText(settings.lastWay).waitFor();
  await expectAccessible(page);
  await page.goto('/en/unlock/');
  await unlock(hand);
  await page.getByRole('alert').getByText(errors['wrong-passphrase']).waitFor();
  await unlock(hand, 'a whole new handful');
  await page.waitForURL('**/en/');
});

test('changes how it locks', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, vault } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  await openFold(hand, settings.lock);
  await page.getByRole('radio', { name: settings.minutesOf.replace('{n}', '15') }).check({ force: true });
  await page.getByRole('radio', { name: vault.shared }).check();
  await page.getByRole('group', { name: settings.minutes }).waitFor({ state: 'detached' });
  await hide(page);
  await page.getByText(settings.opens).waitFor();
});

test('takes everything along as readable text', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await toSettings(hand);
  await openFold(hand, settings.export);
  const download = page.waitForEvent('download');
  await press(hand, settings.exportJson);
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^ballast-\d{4}-\d{2}-\d{2}\.json$/);
  expect(JSON.parse(await textOf(file))).toMatchObject({ entries: [{ practice: 'price-ledger' }] });
  expect(await textOf(file)).toContain(MARKER);
});

test('looks once more before what may tell who it is about becomes a readable file', async ({ open }) => {
  const page = await open('/en/', { size: 'smallest-phone' });
  const hand = await handOf(page, 'en');
  const { settings, lookOnce, nav, endings } = hand.words;
  await writeOne(hand, 'It was hard to leave Yrsa, he is 14.');
  await page.getByRole('link', { name: endings.home, exact: true }).click();
  await toSettings(hand);
  await openFold(hand, settings.export);
  const look = page.getByRole('region', { name: lookOnce.heading });
  await press(hand, settings.exportJson);
  await look.getByText('Yrsa', { exact: true }).waitFor();
  expect(await look.getByRole('listitem').count()).toBe(2);
  await expectAccessible(page);
  await look.getByRole('button', { name: nav.back }).click();
  await look.waitFor({ state: 'detached' });
  await press(hand, settings.exportJson);
  const download = page.waitForEvent('download');
  await look.getByRole('button', { name: lookOnce.takeAnyway }).click();
  expect(await textOf(await download)).toContain('Yrsa');
});

test('reminds of a backup at the rhythm that was set, once, and not before', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, vault } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  expect(await page.getByText(settings.backupDue).count()).toBe(0);
  const remindFrom = (day: string) =>
    page.evaluate((from) => {
      const key = 'ballast.outside-the-lock';
      const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
      localStorage.setItem(key, JSON.stringify({ ...stored, remindFrom: from }));
    }, day);
  await remindFrom('2020-01-01');
  await openKept(hand);
  const notice = page.getByRole('status').filter({ hasText: settings.backupDue });
  await notice.waitFor();
  await notice.getByRole('button', { name: vault.close }).click();
  await notice.waitFor({ state: 'detached' });
  await toSettings(hand);
  expect(await notice.count()).toBe(0);
});

test('brings a backup in before any lock is chosen, and asks whether it may stay', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { settings, vault } = hand.words;
  await writeOne(hand);
  await follow(hand, hand.words.endings.home);
  await toSettings(hand);
  const file = readFileSync(await (await makeBackup(hand, 'another few small words')).path());
  await page.reload();
  await openFold(hand, settings.backup);
  await bringIn(hand, file, 'another few small words');
  await page.getByRole('status').getByText(vault.memory).waitFor();
});
