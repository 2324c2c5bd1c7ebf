import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from './axe.ts';
import { handOf, MARKER, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import { readPractice } from './read-practice.ts';
import { BREATH, toTheBreath } from './to-the-breath.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const fields = (page: Page) => page.getByRole('main').getByRole('textbox');

/** The first step of a practice that asks for words. */
async function openPractice(hand: Hand, id: string): Promise<void> {
  await hand.page.goto(`/${hand.language}/practice/${id}/`);
  await heading(hand.page).waitFor();
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

test('leads on to every practice that its own names', async ({ open }) => {
  const page = await open('/da/', { size: 'smallest-phone' });
  const hand = await handOf(page, 'da');
  const { practice } = await readPractice('shared-conditions', 'da');
  expect(practice.related).toHaveLength(5);
  await openPractice(hand, practice.id);
  await page.getByRole('button', { name: hand.words.player.enough }).click();
  const links = page.getByRole('navigation', { name: hand.words.endings.related }).getByRole('link');
  await links.first().waitFor();
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(hrefs).toEqual(practice.related.map((id) => `/da/practice/${id}/`));
  await expectAccessible(page);
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

test('lays what was chosen on the card, without a word typed, and leaves it to the helper', async ({ open }) => {
  const page = await open('/da/');
  const hand = await handOf(page, 'da');
  const { endings, player } = hand.words;
  const main = page.getByRole('main');
  await openPractice(hand, 'what-care-means-to-me');
  const walk = main.getByRole('group', { name: 'En tur rundt om huset' });
  await walk.getByRole('button', { name: 'Ja tak' }).click();
  await press(hand, player.next);
  await main.locator('.roads').getByRole('button').first().click();
  const text = page.getByRole('textbox', { name: endings.cardText });
  expect(await text.inputValue()).toContain('\nJa tak: En tur rundt om huset\n');
  await press(hand, player.back);
  await press(hand, player.back);
  await walk.getByRole('button', { name: 'Helst ikke' }).click();
  await press(hand, player.next);
  await main.locator('.roads').getByRole('button').first().click();
  expect(await text.inputValue()).toContain('\nHelst ikke: En tur rundt om huset\n');
  await press(hand, endings.show);
  await page.getByRole('article').getByText('Helst ikke: En tur rundt om huset').waitFor();
  await press(hand, player.back);
  await text.fill('');
  await press(hand, player.back);
  await main.locator('.roads').getByRole('button').first().click();
  expect(await text.inputValue()).toBe('');
});

test('looks once more with the helper before what may tell who it is about is shown or copied', async ({ open }) => {
  const page = await open('/da/', { size: 'smallest-phone' });
  const hand = await handOf(page, 'da');
  const { endings, lookOnce } = hand.words;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPractice(hand, 'load-signs');
  await press(hand, hand.words.player.skip);
  await press(hand, hand.words.player.skip);
  await page.getByRole('main').locator('.roads').getByRole('button').last().click();
  const text = page.getByRole('textbox', { name: endings.cardText });
  await text.fill('Det var på rom 12. Jeg tænkte på Yrsa bagefter.');
  await press(hand, endings.copy);
  const look = page.getByRole('region', { name: lookOnce.heading });
  await look.getByText('Yrsa', { exact: true }).waitFor();
  expect(await look.getByRole('listitem').count()).toBe(2);
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('Yrsa');
  await expectAccessible(page);
  await look.getByRole('button', { name: lookOnce.back }).click();
  expect(await text.inputValue()).toContain('Yrsa');
  await press(hand, endings.show);
  await look.getByRole('button', { name: lookOnce.showAnyway }).click();
  await page.getByRole('article').getByText('Yrsa').waitFor();
});

test('lets the boat lie still under reduced motion, and the words carry the breath', async ({ open }) => {
  const moves: boolean[] = [];
  for (const reducedMotion of [false, true]) {
    const page = await open('/health', { reducedMotion, language: 'da' });
    const hand = await handOf(page, 'da');
    const { kinds } = hand.words;
    await openPractice(hand, BREATH);
    const lengths = await toTheBreath(hand);
    await lengths.getByRole('button').first().click();
    await page.getByText(kinds.breatheOut, { exact: true }).waitFor();
    const boat = page.getByRole('main').locator('.hull');
    moves.push((await boat.evaluate((hull) => getComputedStyle(hull).transform)) !== 'none');
    await press(hand, kinds.stopBreath);
  }
  expect(moves).toEqual([true, false]);
});
