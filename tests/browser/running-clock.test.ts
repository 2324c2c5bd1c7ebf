import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LockStyle } from '#web/adapters/vault/vault-types.ts';
import { callVault } from './call-vault.ts';
import { handOf, hide, keepOne, openKept, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test, type Open } from './page.ts';
import { readPractice } from './read-practice.ts';
import { BREATH, toTheBreath } from './to-the-breath.ts';

/** An open space, under a clock of the test's, in a practice that was reached without leaving the page. */
async function openPractice(open: Open, id: string, style: LockStyle): Promise<Hand> {
  const page = await open('/health', { language: 'en' });
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await callVault(page, 'setLockStyle', style);
  await page.clock.install();
  await openKept(hand);
  const { title } = (await readPractice(id, 'en')).prose;
  await page.getByRole('link', { name: hand.words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox', { name: hand.words.all.search }).fill(title);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: hand.words.player.enough }).waitFor();
  return hand;
}

/** Goes on until the screen offers something. */
async function goOnTo(hand: Hand, name: string): Promise<void> {
  const { page, words } = hand;
  const wanted = page.getByRole('main').getByRole('button', { name, exact: true });
  for (let screens = 0; screens < 12 && (await wanted.count()) === 0; screens += 1)
    await page.getByRole('main').getByRole('button', { name: words.player.next, exact: true }).click();
  await wanted.waitFor();
}

const isLocked = async ({ page, words }: Hand) =>
  (await page.getByRole('heading', { name: words.vault.locked, exact: true }).count()) > 0;
const expectLock = ({ page, words }: Hand) =>
  page.getByRole('heading', { name: words.vault.locked, exact: true }).waitFor();
const pass = (page: Page, time: string) => page.clock.runFor(time);
const shared = { kind: 'shared' } as const;
const oneMinute = { kind: 'own', minutes: 1 } as const;

test('stays open on a shared computer while a turn runs, and no longer than two minutes after it', async ({ open }) => {
  const hand = await openPractice(open, 'fishing-bench', shared);
  const { page, words } = hand;
  await goOnTo(hand, words.kinds.startTurn);
  await press(hand, words.kinds.startTurn);
  await pass(page, '04:50');
  await page.getByText(words.kinds.aboutOneLeft).waitFor();
  await pass(page, '01:50');
  await page.getByText(words.kinds.soft).waitFor();
  expect(await isLocked(hand)).toBe(false);
  await pass(page, '00:30');
  await expectLock(hand);
});

test('locks a shared computer at once when the page is hidden, though a turn runs', async ({ open }) => {
  const hand = await openPractice(open, 'fishing-bench', shared);
  await goOnTo(hand, hand.words.kinds.startTurn);
  await press(hand, hand.words.kinds.startTurn);
  await hide(hand.page);
  await expectLock(hand);
});

test('stays open on an own phone that was laid down for a break, for as long as the break and what was set', async ({
  open,
}) => {
  const hand = await openPractice(open, 'professional-pause', oneMinute);
  const { page, words } = hand;
  await goOnTo(hand, words.kinds.startTimer);
  await press(hand, words.kinds.startTimer);
  await hide(page);
  await pass(page, '05:40');
  expect(await isLocked(hand)).toBe(false);
  await pass(page, '00:30');
  await expectLock(hand);
});

test('stays open while a guide goes on by itself, and not when it has come to its end', async ({ open }) => {
  const hand = await openPractice(open, 'feel-as-feel-with', oneMinute);
  const { page, words } = hand;
  await press(hand, words.player.skip);
  await page.getByRole('button', { name: words.kinds.ownPace }).waitFor();
  await pass(page, '01:40');
  expect(await isLocked(hand)).toBe(false);
  await pass(page, '01:00');
  await expectLock(hand);
});

test('stays open while a breath is led, and not for long after it', async ({ open }) => {
  const hand = await openPractice(open, BREATH, oneMinute);
  const { page, words } = hand;
  const lengths = await toTheBreath(hand);
  await lengths.getByRole('button').first().click();
  await page.getByText(words.kinds.breatheOut, { exact: true }).waitFor();
  await pass(page, '01:40');
  expect(await isLocked(hand)).toBe(false);
  await pass(page, '00:40');
  await expectLock(hand);
});
