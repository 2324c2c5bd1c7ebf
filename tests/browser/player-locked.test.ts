import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import {
  everythingReadable,
  expectNoWordOf,
  handOf,
  hide,
  keepOne,
  MARKER,
  openKept,
  press,
  unlock,
} from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import { everythingStored } from './vault-device.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const fields = (page: Page) => page.getByRole('main').getByRole('textbox');

/** Within the page, so that it stays unlocked: by the list of all practices. */
async function followToPractice({ page, words }: Hand, title: string): Promise<void> {
  await page.getByRole('link', { name: words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox', { name: words.all.search }).fill(title);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: words.player.enough }).or(page.getByText(words.player.resumeHint)).waitFor();
}

/** By the way that the screen itself shows. */
async function unlockFromHere(hand: Hand): Promise<void> {
  await hand.page.getByRole('main').getByRole('link', { name: hand.words.vault.unlock }).click();
  await unlock(hand);
}

test('leaves nothing of what erases itself: not shown, not stored, not in the list', async ({ open }) => {
  const page = await open('/da/');
  const hand = await handOf(page, 'da');
  await keepOne(hand);
  await openKept(hand);
  const listed = page.getByRole('main').locator('li summary');
  await listed.first().waitFor();
  expect(await listed.count()).toBe(1);
  await followToPractice(hand, 'Under overfladen');
  const guess = 'GUESS-about-a-loud-room';
  await fields(page).first().fill(guess);
  await press(hand, hand.words.player.next);
  await fields(page).first().fill(guess);
  await page.getByRole('button', { name: hand.words.player.enough }).click();
  await page.getByText(hand.words.endings.endedNothing).waitFor();
  expect(await everythingReadable(page)).not.toContain(guess);
  await page.getByRole('link', { name: hand.words.endings.home, exact: true }).click();
  await openKept(hand);
  await listed.first().waitFor();
  expect(await listed.count()).toBe(1);
  await followToPractice(hand, 'Under overfladen');
  expect(await fields(page).first().inputValue()).toBe('');
});

test('takes up an unfinished run after a reload, once a lock is chosen', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await followToPractice(hand, 'What is my work doing to me?');
  await press(hand, player.next);
  const at = await heading(page).innerText();
  const stored = await everythingStored(page);
  await fields(page).first().fill(MARKER);
  await expect.poll(() => everythingStored(page)).not.toBe(stored);
  await page.reload();
  await expectNoWordOf(page);
  await unlockFromHere(hand);
  await page.getByText(player.resumeHint).waitFor();
  await expectAccessible(page);
  await press(hand, player.resume);
  await expect.poll(() => heading(page).innerText()).toBe(at);
  expect(await fields(page).first().inputValue()).toBe(MARKER);
});

test('takes up only what may be kept of an unfinished run', async ({ open }) => {
  const page = await open('/nb/');
  const hand = await handOf(page, 'nb');
  const { player, kinds } = hand.words;
  await keepOne(hand);
  await openKept(hand);
  await followToPractice(hand, 'Fra forståelse til handling');
  await fields(page).fill('en sak');
  await press(hand, kinds.add);
  await fields(page).first().fill('det som ble sagt');
  await press(hand, player.skip);
  await press(hand, player.skip);
  const stored = await everythingStored(page);
  await fields(page).first().fill(MARKER);
  await expect.poll(() => everythingStored(page)).not.toBe(stored);
  await page.reload();
  await unlockFromHere(hand);
  await press(hand, player.resume);
  expect(await fields(page).first().inputValue()).toBe(MARKER);
  await press(hand, player.back);
  await press(hand, player.back);
  await page.getByRole('textbox', { name: kinds.ownRow }).waitFor();
  expect(await page.getByText('en sak').count()).toBe(0);
});

test('covers a run when the space locks, and gives it back behind the lock', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { player, vault } = hand.words;
  await keepOne(hand, 'shared');
  await openKept(hand);
  await followToPractice(hand, 'What is my work doing to me?');
  await press(hand, player.next);
  await fields(page).first().fill(MARKER);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.getByRole('heading', { name: vault.locked }).waitFor();
  await expectNoWordOf(page);
  await page.evaluate(() =>
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true }),
  );
  await unlockFromHere(hand);
  await press(hand, player.resume);
  expect(await fields(page).first().inputValue()).toBe(MARKER);
});

/** A shared computer that is locked, and stays so: the page shows a practice's first step. */
async function openLocked(hand: Hand): Promise<void> {
  await keepOne(hand, 'shared');
  await hand.page.clock.install();
  await hand.page.goto('/en/practice/price-ledger/');
  await hand.page.getByRole('button', { name: hand.words.kinds.writeStone }).first().waitFor();
}

test('takes what is written while locked off a shared computer that nobody touches, and goes on watching', async ({
  open,
}) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  const { kinds, vault, player } = hand.words;
  await openLocked(hand);
  for (const text of ['The first stone', MARKER]) {
    await page.goto('/en/practice/price-ledger/');
    await press(hand, kinds.writeStone);
    await page.getByLabel(kinds.writeStone).first().fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: text }).waitFor();
    // Not put away with the others: still being typed.
    await page.getByLabel(kinds.writeStone).first().fill(`${text} and more`);
    await page.clock.runFor('01:50');
    expect(await page.getByRole('button', { name: text }).count()).toBe(1);
    // The field may have been scrolled to a little later, and that is a sign of life.
    await page.clock.runFor('02:05');
    await page.getByRole('heading', { name: vault.locked }).waitFor();
    await expectNoWordOf(page, text);
  }
  await unlockFromHere(hand);
  await press(hand, player.resume);
  await page.getByRole('button', { name: MARKER, exact: true }).waitFor();
});

test('leaves a practice as it is in which nothing was written, when a locked shared computer is left', async ({
  open,
}) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await openLocked(hand);
  await page.evaluate(() => Object.assign(document.querySelector('main')!, { isSame: true }));
  await hide(page);
  await page.clock.runFor('05:00');
  expect(await page.evaluate(() => Reflect.get(document.querySelector('main')!, 'isSame') as unknown)).toBe(true);
  await page.getByRole('button', { name: hand.words.kinds.writeStone }).first().waitFor();
});

test('clears a passphrase that somebody left half typed on a shared computer', async ({ open }) => {
  const page = await open('/en/');
  const hand = await handOf(page, 'en');
  await openLocked(hand);
  await page.goto('/en/unlock/');
  const field = page.getByLabel(hand.words.vault.newPassphrase, { exact: true });
  await field.fill('half of it');
  await hide(page);
  await expect.poll(() => field.inputValue()).toBe('');
});
