import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { callVault } from './call-vault.ts';
import { everythingReadable, handOf, keepOne, openKept, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import { everythingStored } from './vault-device.ts';

const WRITTEN = 'MARKER-behind-the-second-door';
const fields = (page: Page) => page.getByRole('main').getByRole('textbox');

async function followToPractice({ page, words }: Hand, title: string): Promise<void> {
  await page.getByRole('link', { name: words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox', { name: words.all.search }).fill(title);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: words.player.enough }).or(page.getByText(words.player.resumeHint)).waitFor();
}

/** Something is written in a run that goes on, and has been put away behind the lock. */
async function writeInRun(hand: Hand): Promise<void> {
  const { page, words } = hand;
  await keepOne(hand);
  await openKept(hand);
  await followToPractice(hand, 'What is my work doing to me?');
  await press(hand, words.player.next);
  const stored = await everythingStored(page);
  await fields(page).first().fill(WRITTEN);
  await expect.poll(() => everythingStored(page)).not.toBe(stored);
}

test('offers no run to take up once the space has locked over the question', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player } = hand.words;
  await writeInRun(hand);
  await page.goBack();
  await followToPractice(hand, 'What is my work doing to me?');
  await page.getByRole('button', { name: player.resume }).waitFor();
  await callVault(page, 'lock');
  await page.getByRole('button', { name: player.enough }).waitFor();
  expect(await page.getByRole('button', { name: player.resume }).count()).toBe(0);
  await press(hand, player.next);
  expect(await fields(page).first().inputValue()).toBe('');
});

test('forgets a run that was left for help now when the space locks meanwhile', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player, help } = hand.words;
  await writeInRun(hand);
  // The address without its last slash is not the one the layer waits for: the page of help now opens instead.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/en/help';
    document.querySelector('main')?.append(link);
    link.click();
  });
  await page.waitForURL('**/en/help/');
  await page.getByRole('heading', { level: 1, name: help.title }).waitFor();
  await callVault(page, 'lock');
  await page.goBack();
  await page.getByRole('button', { name: player.enough }).waitFor();
  expect((await everythingReadable(page)).includes(WRITTEN)).toBe(false);
});

test('clears a run in one window when another erases everything', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await writeInRun(hand);
  const other = await page.context().newPage();
  await other.goto('/en/kept/');
  await other.getByRole('heading', { level: 1 }).waitFor();
  await callVault(other, 'eraseEverything');
  await page.getByRole('heading', { name: hand.words.settings.eraseAllDone }).waitFor();
  expect((await everythingReadable(page)).includes(WRITTEN)).toBe(false);
});

test('does not say erased of what could not be erased', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { endings, player, errors } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await followToPractice(hand, 'What is my work doing to me?');
  await press(hand, player.next);
  await fields(page).first().fill(WRITTEN);
  await press(hand, player.enough);
  await page.getByText(endings.endedSaved).waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await press(hand, endings.erase);
  await page.getByRole('alert').getByText(errors.evicted).waitFor();
  expect(await page.getByText(endings.erased, { exact: true }).count()).toBe(0);
});

test('keeps what a full storage refused on the page, and keeps it for good at the next try', async ({ open }) => {
  const page = await open('/en/', { withWorker: true });
  const hand = await handOf(page, 'en');
  const { endings, player, errors } = hand.words;
  const cdp = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const setRoom = (quotaSize: number) => cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await setRoom(9_000_000);
  await keepOne(hand);
  await openKept(hand);
  await followToPractice(hand, 'What is my work doing to me?');
  await press(hand, player.next);
  const put = async (letters: number) => {
    const entry = { kind: 'check-in', practice: 'button-check', version: 1, at: 0, day: '2026-11-21' } as const;
    return callVault(page, 'put', { ...entry, answers: { line: 'x'.repeat(letters) } });
  };
  // Large ones first, then what still goes in between.
  for (const letters of [400_000, 40_000, 4_000, 400]) {
    const isFull = async () => !(await put(letters)).ok;
    await expect.poll(isFull, { timeout: 60_000, interval: 1 }).toBe(true);
  }
  await fields(page).first().fill(WRITTEN.repeat(40));
  await press(hand, player.enough);
  await page.getByRole('alert').getByText(errors['storage-full']).waitFor();
  expect(await page.getByText(endings.endedNothing).count()).toBe(0);
  await setRoom(90_000_000);
  await press(hand, player.tryAgain);
  await page.getByText(endings.endedSaved).waitFor();
  const found = await callVault(page, 'entries', { practice: 'what-work-does' });
  expect(found.ok && found.value.entries.length).toBe(1);
});
