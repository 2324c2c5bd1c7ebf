import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES, type Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { fetchLanguage } from './fetch-language.ts';
import { screenSizes, test } from './page.ts';
import { collectRequests, readTraces } from './traces.ts';

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

const numbersOf = (page: Page) =>
  page.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(4)));

/** Opens help over a page, after everything it needs has come. */
async function openOver(page: Page, language: Language) {
  const words = await loadWords(language);
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: words.quay.help, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.help.title }).waitFor();
  return words;
}

const firstNumbers = { da: ['112'], nb: ['113', '112', '110'], en: ['112', '113', '112', '110'] } as const;

for (const language of LANGUAGES) {
  test(`opens in ${language} with the numbers for danger to life first, each to be called with one tap`, async ({
    open,
  }) => {
    const page = await open(`/${language}/`);
    const words = await openOver(page, language);
    const wanted = firstNumbers[language];
    expect((await numbersOf(page)).slice(0, wanted.length)).toEqual(wanted);
    const first = page.getByRole('link', { name: fill(words.help.call, { number: wanted[0] }) }).first();
    expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(72);
    for (const link of await page.locator('a[href^="tel:"]').all())
      expect((await link.boundingBox())?.height, (await link.getAttribute('href')) ?? '').toBeGreaterThanOrEqual(44);
  });

  test(`is accessible in ${language} by the letter of WCAG 2.2 AA, light and dark, also while writing`, async ({
    open,
  }) => {
    const words = await loadWords(language);
    for (const scheme of schemesToLookAt(language)) {
      const page = await open(`/${language}/help/`, { size: 'smallest-phone', scheme });
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await page.getByRole('button', { name: words.help.write }).click();
      await expectAccessible(page);
    }
  });
}

test('leaves no trace: no entry in the history, no address, nothing stored, no request, whatever is chosen', async ({
  open,
}) => {
  const page = await open('/da/', { withWorker: true });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'da');
  await page.reload({ waitUntil: 'networkidle' });
  const before = await readTraces(page);
  const requests = collectRequests(page);
  const words = await openOver(page, 'da');
  await page.getByText(words.help.no, { exact: true }).click();
  expect((await numbersOf(page))[0]).toBe('113');
  expect(page.url()).toMatch(/\/da\/$/);
  await page.getByRole('button', { name: words.help.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  expect(await readTraces(page)).toEqual(before);
  expect(requests).toEqual([]);
});

test('opened straight from its address it stores nothing of the helper and leaves no entry behind', async ({
  open,
}) => {
  const page = await open('/nb/help/');
  const words = await loadWords('nb');
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: words.help.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('switches the country by keyboard', async ({ open }) => {
  const page = await open('/da/help/');
  const words = await loadWords('da');
  await page.waitForLoadState('networkidle');
  await page.getByRole('radio', { name: words.help.dk }).focus();
  await page.keyboard.press('ArrowRight');
  expect((await numbersOf(page))[0]).toBe('113');
  await page.keyboard.press('ArrowRight');
  expect((await numbersOf(page)).slice(0, 2)).toEqual(['112', '113']);
});

test('follows the country chosen in settings', async ({ open }) => {
  const page = await open('/da/');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => localStorage.setItem('ballast.outside-the-lock', '{"language":"da","country":"no"}'));
  await page.reload();
  await openOver(page, 'da');
  expect((await numbersOf(page))[0]).toBe('113');
});

test('says of every number that nobody has checked within a year that it asks to be checked', async ({ open }) => {
  const page = await open('/nb/help/');
  const words = await loadWords('nb');
  await page.waitForLoadState('networkidle');
  const rows = page.getByRole('listitem').filter({ has: page.locator('a[href^="tel:"]') });
  expect(await rows.count()).toBeGreaterThan(3);
  // All numbers in content/help were last found in 2021 or earlier, or were never checked.
  for (const row of await rows.all()) expect(await row.innerText()).toContain(words.help.verify);
  expect(await page.getByRole('listitem').filter({ hasText: 'Mental Helse' }).innerText()).toContain('1. januar 2021');
});

test('keeps an own number outside the lock only by own act, shows it first, and takes it away again', async ({
  open,
}) => {
  const page = await open('/en/');
  const words = await openOver(page, 'en');
  const own = page.getByRole('region', { name: words.help.mine });
  expect(await own.getByText(words.help.missing).count()).toBe(2);
  await own.getByRole('button', { name: words.help.write }).click();
  await own.getByText(words.help.keepOutside).waitFor();
  await own.getByLabel(words.help.minePerson).fill('K');
  await own.getByLabel(words.help.minePhone).fill('+45 12 34 56 78');
  await own.getByRole('button', { name: words.help.save }).click();
  await own.getByText(words.help.saved).waitFor();

  await page.reload();
  await openOver(page, 'en');
  const numbers = await numbersOf(page);
  expect(numbers[firstNumbers.en.length]).toBe('+4512345678');
  expect(await own.getByText(words.help.missing).count()).toBe(1);

  await own.getByRole('button', { name: words.help.change }).click();
  await own.getByRole('button', { name: words.help.remove }).click();
  expect(await numbersOf(page)).not.toContain('+4512345678');
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('12 34');
});

test('lies over the break and gives it back where it was', async ({ open }) => {
  const page = await open('/da/');
  const words = await loadWords('da');
  // Before the page is alive, the link leads to the break's own page: that is right, and not what is looked at here.
  await page.waitForFunction(() => localStorage.getItem('ballast.outside-the-lock') !== null);
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: words.now.acute }).click();
  const heading = page.getByRole('dialog').getByRole('heading', { level: 1 });
  const first = await heading.innerText();
  await page.waitForFunction(() => document.querySelector('dialog')?.contains(document.activeElement));
  await page.keyboard.press('Enter');
  await expect.poll(() => heading.innerText()).not.toBe(first);
  const step = await heading.innerText();
  await page.getByRole('dialog').getByRole('link', { name: words.quay.help, exact: true }).click();
  const help = page.getByRole('dialog', { name: words.help.title });
  await help.getByRole('link', { name: words.now.acute }).click();
  await help.waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog').getByRole('heading', { level: 1 }).innerText()).toBe(step);
});

test('lets a guide that goes on by itself wait below until it is seen again', async ({ open }) => {
  const page = await open('/en/', { withWorker: true });
  await fetchLanguage(page, 'en');
  await page.clock.install();
  await page.goto('/en/practice/self-compassion-pause/');
  const { player, kinds } = await loadWords('en');
  await page.getByRole('button', { name: player.next }).click();
  await page.getByRole('button', { name: kinds.ownPace }).waitFor();
  const passage = page.getByRole('main').locator('h1');
  const first = await passage.innerText();
  await openOver(page, 'en');
  await page.clock.runFor(60_000);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await passage.innerText()).toBe(first);
  await page.clock.runFor(60_000);
  await expect.poll(() => passage.innerText()).not.toBe(first);
});

test('works offline, from within and straight from its address', async ({ open }) => {
  const page = await open('/nb/', { withWorker: true });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'nb');
  await page.context().setOffline(true);
  await openOver(page, 'nb');
  expect((await numbersOf(page))[0]).toBe('113');
  await page.goto('/nb/help/');
  expect((await numbersOf(page))[0]).toBe('113');
});

test('never scrolls sideways, on any device or with text at 200 %', async ({ open }) => {
  const sizes = Object.keys(screenSizes) as (keyof typeof screenSizes)[];
  for (const device of [...sizes.map((size) => ({ size })), { size: 'smallest-phone', textScale: 2 } as const]) {
    const page = await open('/en/help/', device);
    await page.waitForLoadState('networkidle');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, JSON.stringify(device)).toBeLessThanOrEqual(0);
  }
});
