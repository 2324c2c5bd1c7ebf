import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGES, type Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible } from './axe.ts';
import { fetchLanguage } from './fetch-language.ts';
import { test } from './page.ts';
import { readPractice } from './read-practice.ts';
import { waitUntilAlive } from './wait-until-alive.ts';
import { collectRequests, readTraces } from './traces.ts';

const heading = (page: Page) => page.getByRole('dialog').getByRole('heading', { level: 1 });

/** What the break is made of, in the order it is shown. */
async function script(language: Language) {
  const words = await loadWords(language);
  const { practice, prose } = await readPractice('acute-break', language);
  const guide = practice.steps.find((step) => step.kind === 'guide');
  const label = (id: string) => prose.steps.doors?.items[id]?.label ?? '';
  return {
    words,
    doors: (guide?.passages ?? []).map(label),
    others: (guide?.anchors ?? []).map(label),
    moment: prose.steps.ask?.items.moment?.label ?? '',
    takeOver: prose.steps.ask?.items['take-over']?.label ?? '',
    done: prose.endings.items.done?.label ?? '',
    request: prose.endings.items.request?.text.join(' ') ?? '',
  };
}

/** Opens the break over a page as soon as that is alive: nothing else need have come. */
async function openOver(page: Page, name: string) {
  // Before the page is alive, the link leads to the break's own page: that is right, and not what is looked at here.
  await waitUntilAlive(page);
  await page.getByRole('link', { name }).click();
  await heading(page).waitFor();
  await page.waitForFunction(() => document.querySelector('dialog')?.contains(document.activeElement));
}

for (const language of LANGUAGES) {
  test(`opens in ${language} on the first step with one tap, goes through all and ends where it began`, async ({
    open,
  }) => {
    const { words, doors, done } = await script(language);
    const page = await open(`/${language}/`);
    await openOver(page, words.now.acute);
    for (const door of doors) {
      await expect.poll(() => heading(page).innerText()).toBe(door);
      const next = page.getByRole('button', { name: words.acute.next, exact: true });
      if (door !== doors.at(-1)) await next.click();
    }
    await page.getByRole('button', { name: done, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(`/${language}/break/`);
  });

  test(`gives something else and a sentence to say in ${language}`, async ({ open }) => {
    const { words, others, moment, takeOver, doors, request } = await script(language);
    const page = await open(`/${language}/`);
    await openOver(page, words.now.acute);
    const other = page.getByRole('button', { name: words.acute.other, exact: true });
    for (const wanted of others) {
      await other.click();
      await expect.poll(() => heading(page).innerText()).toBe(wanted);
    }
    await page.getByRole('button', { name: words.acute.relief }).click();
    await expect.poll(() => heading(page).innerText()).toBe(moment);
    await other.click();
    await expect.poll(() => heading(page).innerText()).toBe(takeOver);
    await page.getByRole('button', { name: words.nav.back, exact: true }).click();
    for (const _ of doors.slice(1)) await page.getByRole('button', { name: words.acute.next, exact: true }).click();
    const { prose } = await readPractice('acute-break', language);
    await page.getByRole('button', { name: prose.endings.items.request?.label, exact: true }).click();
    await expect.poll(() => heading(page).innerText()).toBe(request);
  });

  test(`is accessible in ${language} by the letter of WCAG 2.2 AA, at every stage`, async ({ open }) => {
    const { words, doors } = await script(language);
    const page = await open(`/${language}/break/`, { size: 'smallest-phone' });
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    await page.getByRole('button', { name: words.acute.relief }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.nav.back, exact: true }).click();
    for (const _ of doors.slice(1)) await page.getByRole('button', { name: words.acute.next, exact: true }).click();
    await expectAccessible(page);
  });
}

test('leaves no trace: no entry in the history, no address, nothing stored, no request', async ({ open }) => {
  const { words, doors } = await script('da');
  const page = await open('/da/', { withWorker: true });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'da');
  await page.reload({ waitUntil: 'networkidle' });
  const before = await readTraces(page);
  const requests = collectRequests(page);
  await openOver(page, words.now.acute);
  expect(await page.title()).toBe(words.acute.title);
  for (const _ of doors.slice(1)) await page.getByRole('button', { name: words.acute.next, exact: true }).click();
  await page.getByRole('button', { name: words.acute.relief }).click();
  expect(page.url()).toMatch(/\/da\/$/);
  await page.getByRole('button', { name: words.acute.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  expect(await readTraces(page)).toEqual(before);
  expect(requests).toEqual([]);
});

test('the back button leaves it and stays on the page below, and no way forward leads into it again', async ({
  open,
}) => {
  const { words } = await script('da');
  const page = await open('/da/');
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: words.nav.us, exact: true }).click();
  const below = page.getByRole('heading', { level: 1, name: words.places.us.heading });
  await below.waitFor();
  const before = await readTraces(page);
  await openOver(page, words.now.acute);
  await page.evaluate(() => history.back());
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await below.waitFor();
  // A dialog that is closed is no dialog any more, a moment before the page hears of it.
  await expect.poll(() => readTraces(page)).toEqual(before);
  await page.evaluate(() => history.forward());
  await page.evaluate(() => history.back());
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('keeps what lies below as it was', async ({ open }) => {
  const { words } = await script('en');
  const page = await open('/en/practices/');
  await page.getByRole('searchbox').fill('fishing');
  await openOver(page, words.now.acute);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByRole('searchbox').inputValue()).toBe('fishing');
});

test('goes on with Enter and Space and closes with Escape', async ({ open }) => {
  const { words, doors } = await script('nb');
  const page = await open('/nb/');
  await openOver(page, words.now.acute);
  for (const [index, key] of ['Enter', 'Space', 'Enter'].entries()) {
    await page.keyboard.press(key);
    await expect.poll(() => heading(page).innerText()).toBe(doors[index + 1]);
  }
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(words.acute.next);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('begins with the step the helper has laid first', async ({ open }) => {
  const { words, doors } = await script('da');
  const page = await open('/da/');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() =>
    localStorage.setItem('ballast.outside-the-lock', JSON.stringify({ language: 'da', acuteOrder: ['count', 'body'] })),
  );
  await page.reload();
  await openOver(page, words.now.acute);
  await expect.poll(() => heading(page).innerText()).toBe(doors[4]);
  await page.keyboard.press('Enter');
  await expect.poll(() => heading(page).innerText()).toBe(doors[1]);
});

test('works offline, from within and straight from its address', async ({ open }) => {
  const { words, doors } = await script('da');
  const page = await open('/da/', { withWorker: true });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'da');
  await page.context().setOffline(true);
  await openOver(page, words.now.acute);
  await page.keyboard.press('Enter');
  await expect.poll(() => heading(page).innerText()).toBe(doors[1]);
  await page.goto('/da/break/');
  const alone = page.getByRole('heading', { level: 1 });
  expect(await alone.innerText()).toBe(doors[0]);
  await page.getByRole('button', { name: words.acute.next, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: doors[1] }).waitFor();
});

test('opened straight from its address it leads to Now, and its own entry is gone', async ({ open }) => {
  const { words } = await script('nb');
  const page = await open('/nb/break/', { size: 'desktop' });
  expect(await page.title()).toBe(words.acute.title);
  await page.waitForLoadState('networkidle');
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: words.acute.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  expect(page.url()).toMatch(/\/nb\/$/);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('sent on to its own page, the back button takes that page out of the history too', async ({ open }) => {
  const { words, doors } = await script('da');
  const page = await open('/da/us/');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/da/practice/acute-break/';
    document.querySelector('main')?.append(link);
    link.click();
  });
  await page.waitForURL('**/da/break/');
  await page.getByRole('heading', { level: 1, name: doors[0] }).waitFor();
  await page.evaluate(() => history.back());
  await page.getByRole('heading', { level: 1, name: words.places.us.heading }).waitFor();
  // What was the entry of the break is one of the page below now.
  const address = await page.evaluate(async () => {
    const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.back();
    await gone;
    return location.pathname;
  });
  expect(address).toBe('/da/us/');
});

test('is in its words before any code has run, and needs no sideways scrolling', async ({ open, browser }) => {
  const { doors } = await script('en');
  const page = await open('/en/break/', { size: 'smallest-phone', textScale: 2 });
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const still = await bare.newPage();
  await still.goto(page.url());
  expect(await still.getByRole('heading', { level: 1 }).innerText()).toBe(doors[0]);
  await bare.close();
});
