import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { everythingReadable, expectNoWordOf, handOf, keepOne, MARKER, openKept, press, unlock } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import { everythingStored } from './vault-device.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const fields = (page: Page) => page.getByRole('main').getByRole('textbox');

/** The first step of a practice that asks for words. */
async function openPractice(hand: Hand, id: string): Promise<void> {
  await hand.page.goto(`/${hand.language}/practice/${id}/`);
  await heading(hand.page).waitFor();
}

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

test('ends at once with “enough for now”, and keeps what was written until then', async ({ open }) => {
  const page = await open('/da/');
  const hand = await handOf(page, 'da');
  await openPractice(hand, 'what-work-does');
  await press(hand, hand.words.player.next);
  await fields(page).first().fill(MARKER);
  await page.getByRole('button', { name: hand.words.player.enough }).click();
  await page.getByText(hand.words.endings.endedMemory).waitFor();
  expect(await focused(page)).toBe(await heading(page).innerText());
  await page.getByRole('button', { name: hand.words.endings.erase }).click();
  await page.getByText(hand.words.endings.erased).waitFor();
});

test('gives back what was written, one step back', async ({ open }) => {
  const page = await open('/nb/');
  const hand = await handOf(page, 'nb');
  const { next, back } = hand.words.player;
  await openPractice(hand, 'word-to-deed');
  await fields(page).fill('en vakt');
  await press(hand, hand.words.kinds.add);
  const row = page.getByRole('main').getByText('en vakt', { exact: true });
  await row.waitFor();
  for (const [index, field] of (await fields(page).all()).entries()) await field.fill(`svar ${index}`);
  const before = await heading(page).innerText();
  await press(hand, next);
  await expect.poll(() => heading(page).innerText()).not.toBe(before);
  await fields(page).last().fill('noe annet');
  await press(hand, back);
  await row.waitFor();
  expect(await focused(page)).toBe(before);
  expect(await Promise.all((await fields(page).all()).map((field) => field.inputValue()))).toEqual([
    'svar 0',
    'svar 1',
    'svar 2',
  ]);
  await press(hand, next);
  expect(await fields(page).last().inputValue()).toBe('noe annet');
});

test('stops when it makes it worse: five plain things, no question, and a quiet day after', async ({ open }) => {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await open('/en/', { scheme, size: 'smallest-phone' });
    const hand = await handOf(page, 'en');
    const { player, endings, nav, day } = hand.words;
    await openPractice(hand, 'self-compassion-pause');
    await press(hand, player.worse);
    await page.getByRole('heading', { name: endings.worseHeading }).waitFor();
    expect(await focused(page)).toBe(endings.worseHeading);
    for (const line of [endings.worseLook, endings.worseMove, endings.worseWater, endings.worsePerson])
      await page.getByText(line).waitFor();
    await expectAccessible(page);
    await press(hand, endings.finish);
    await page.getByText(endings.endedNothing).waitFor();
    expect(await page.getByText(endings.related).count()).toBe(0);
    await page.getByRole('link', { name: endings.home, exact: true }).click();
    await page.getByRole('link', { name: nav.day, exact: true }).click();
    await page.getByRole('heading', { name: day.quiet }).waitFor();
  }
});

test('opens help now over any step and gives the run back as it was', async ({ open }) => {
  const page = await open('/da/');
  const hand = await handOf(page, 'da');
  await openPractice(hand, 'what-work-does');
  await press(hand, hand.words.player.next);
  await fields(page).first().fill('midt i det');
  const before = await page.evaluate(() => [location.href, history.length]);
  await page.getByRole('link', { name: hand.words.quay.help }).click();
  await page.getByRole('heading', { level: 1, name: hand.words.help.title }).waitFor();
  await page.getByRole('button', { name: hand.words.help.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: hand.words.help.title }).waitFor({ state: 'detached' });
  expect(await fields(page).first().inputValue()).toBe('midt i det');
  expect(await page.evaluate(() => [location.href, history.length])).toEqual(before);
});

test('shows a card that can be copied and printed, and sends it nowhere', async ({ open }) => {
  const page = await open('/nb/');
  const hand = await handOf(page, 'nb');
  const { endings, player } = hand.words;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPractice(hand, 'load-signs');
  await press(hand, player.skip);
  await press(hand, player.skip);
  await page.getByRole('main').locator('.roads').getByRole('button').last().click();
  await page.getByRole('textbox', { name: endings.cardTo }).fill('Lederen min');
  const text = page.getByRole('textbox', { name: endings.cardText });
  expect((await text.inputValue()).length).toBeGreaterThan(10);
  await text.fill('Kan vi se på vaktene?');
  await expectAccessible(page);
  await press(hand, endings.copy);
  await page.getByText(endings.copied).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Kan vi se på vaktene?');
  await press(hand, endings.show);
  await page.getByRole('heading', { name: 'Lederen min' }).waitFor();
  expect(await focused(page)).toBe('Lederen min');
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: endings.print }).isVisible()).toBe(false);
  expect(await page.getByText('Kan vi se på vaktene?').isVisible()).toBe(true);
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'screen' });
  await press(hand, player.back);
  expect(await text.inputValue()).toBe('Kan vi se på vaktene?');
});

/** No practice breathes by the clock yet: on its way to the page, one is given a breath. */
async function giveBreath(page: Page): Promise<void> {
  const plain = '"passages":["breath","look-round"],"pace":"self"';
  const paced = '"passages":["breath"],"pace":"breath","breath":{"in":4,"out":6},"minutes":[1]';
  await page.route('**/_app/immutable/chunks/*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(plain, paced) });
  });
}

test('lets the boat lie still under reduced motion, and the words carry the breath', async ({ open }) => {
  const moves: boolean[] = [];
  for (const reducedMotion of [false, true]) {
    const page = await open('/health', { reducedMotion, language: 'da' });
    const hand = await handOf(page, 'da');
    const { kinds, player } = hand.words;
    await giveBreath(page);
    await openPractice(hand, 'fishing-bench');
    const lengths = page.getByRole('group', { name: kinds.howLong });
    for (let screens = 0; screens < 9 && (await lengths.count()) === 0; screens += 1)
      await page.getByRole('main').getByRole('button', { name: player.next, exact: true }).click();
    await lengths.getByRole('button').first().click();
    await page.getByText(kinds.breatheOut, { exact: true }).waitFor();
    const boat = page.getByRole('main').locator('.hull');
    moves.push((await boat.evaluate((hull) => getComputedStyle(hull).transform)) !== 'none');
    await press(hand, kinds.stopBreath);
  }
  expect(moves).toEqual([true, false]);
});

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
  expect(await heading(page).innerText()).toBe(at);
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
