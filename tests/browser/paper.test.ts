import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible } from './axe.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import { practiceIds, readPractice } from './read-practice.ts';

/** Smaller than this nobody reads at a meeting, in points: what is set largest on a page, and what is set smallest. */
const READABLE = 8.5;
const LEAST = 8;

type Sheet = { title: string; points: number; smallest: number; isWhole: boolean };
const sheetsOn = (page: Page): Promise<Sheet[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.sheet:not(.cover)')].map((sheet) => ({
      title: sheet.querySelector('h2')?.textContent ?? '',
      points: Number.parseFloat(sheet.style.fontSize),
      smallest: Math.min(
        ...[...sheet.querySelectorAll('p, li, span, th, td, h3')]
          .filter((line) => line.textContent?.trim() && line.checkVisibility())
          .map((line) => Number.parseFloat(getComputedStyle(line).fontSize) * 0.75),
      ),
      isWhole: sheet.scrollHeight <= sheet.clientHeight + 1 && sheet.scrollWidth <= sheet.clientWidth + 1,
    })),
  );
type Cover = { titles: string[]; points: number; isWhole: boolean };
/** The cover, and the pages of contents behind it. */
const coversOn = (page: Page): Promise<Cover[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.sheet.cover')].map((sheet) => ({
      titles: [...sheet.querySelectorAll('li')].map((title) => title.textContent ?? ''),
      points: Math.min(
        ...[...sheet.querySelectorAll('li, p')].map(
          (line) => Number.parseFloat(getComputedStyle(line).fontSize) * 0.75,
        ),
      ),
      isWhole: sheet.scrollHeight <= sheet.clientHeight + 1 && sheet.scrollWidth <= sheet.clientWidth + 1,
    })),
  );
/** Each has been set as it will be printed once two looks agree. */
async function settledSheets(page: Page, count: number): Promise<Sheet[]> {
  await page.waitForFunction((wanted) => document.querySelectorAll('.sheet:not(.cover)').length === wanted, count);
  await page.waitForFunction(
    () => {
      const now = [...document.querySelectorAll<HTMLElement>('.sheet')].map((sheet) => sheet.style.fontSize).join();
      const known = document.body.dataset.sizes;
      document.body.dataset.sizes = now;
      return known === now;
    },
    null,
    { polling: 400 },
  );
  return sheetsOn(page);
}
const countPages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

for (const language of LANGUAGES) {
  test(`prints every practice in ${language}, and every part of a long one, as one readable page, and the set with a cover`, async ({
    open,
  }) => {
    const words = await loadWords(language);
    const pages = await Promise.all(
      practiceIds().map(async (id) => (await readPractice(id, language)).practice.units?.length ?? 1),
    );
    const count = pages.reduce((sum, one) => sum + one, 0);
    const page = await open(`/${language}/paper/`, { size: 'desktop' });
    await page.getByRole('button', { name: words.all.everything, exact: true }).click();
    const sheets = await settledSheets(page, count);
    const isReadable = ({ points, smallest }: Sheet) => points >= READABLE && smallest > LEAST - 0.01;
    expect(sheets.filter((sheet) => !isReadable(sheet) || !sheet.isWhole)).toEqual([]);
    const covers = await coversOn(page);
    expect(covers.flatMap(({ titles }) => titles)).toEqual(sheets.map(({ title }) => title));
    expect(covers.filter(({ points, isWhole }) => points < READABLE || !isWhole)).toEqual([]);
    expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(count + covers.length);
  });

  test(`has all the titles of a smaller booklet on its cover in ${language}, also the longest ones`, async ({
    open,
  }) => {
    const read = await Promise.all(practiceIds().map((id) => readPractice(id, language)));
    const longest = read
      .filter(({ practice }) => !practice.units)
      .sort((a, b) => b.prose.title.length - a.prose.title.length)
      .map(({ practice }) => practice.id);
    for (const count of [24, 48]) {
      const page = await open(`/${language}/paper/#${longest.slice(0, count).join(',')}`);
      await settledSheets(page, count);
      const covers = await coversOn(page);
      expect(covers.map(({ titles, isWhole }) => [titles.length, isWhole])).toEqual([[count, true]]);
      expect(covers.filter(({ points }) => points < READABLE)).toEqual([]);
      await page.close();
    }
  });
}

test('cuts nothing off a practice that one page does not hold, and sets it no smaller for that', async ({ open }) => {
  const page = await open('/da/paper/');
  await page.evaluate(() => document.styleSheets[0]?.insertRule('.sheet .steps > li { padding-block: 40mm }'));
  await page.getByRole('checkbox', { name: (await readPractice('fishing-bench', 'da')).prose.title }).press('Space');
  const [sheet] = await settledSheets(page, 1);
  expect(sheet?.isWhole).toBe(true);
  expect(sheet?.points).toBeGreaterThanOrEqual(READABLE);
  expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(1);
});

test('prints the one practice that a link names, by keyboard, without asking the server for it', async ({ open }) => {
  const words = await loadWords('nb');
  const { prose } = await readPractice('fishing-bench', 'nb');
  const page = await open('/nb/paper/#fishing-bench');
  const [sheet] = await settledSheets(page, 1);
  expect(sheet?.title).toBe(prose.title);
  expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: words.endings.print }).press('Enter');
  await page.waitForSelector('body[data-printed]');
  await page.getByRole('checkbox', { name: prose.title }).press('Space');
  await page.getByText(words.paper.none).waitFor();
});

test('is accessible on a small phone, in light and dark', async ({ open }) => {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await open('/da/paper/', { scheme, size: 'smallest-phone' });
    await page.getByRole('checkbox').first().waitFor();
    await expectAccessible(page);
    await lookOver(page, practiceIds());
  }
});
