import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible } from './axe.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import { practiceIds, readPractice } from './read-practice.ts';

/** Smaller than this nobody reads at a meeting, in points. */
const READABLE = 7;

type Sheet = { title: string; points: number; isWhole: boolean };
const sheetsOn = (page: Page): Promise<Sheet[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.sheet:not(.cover)')].map((sheet) => ({
      title: sheet.querySelector('h2')?.textContent ?? '',
      points: Number.parseFloat(sheet.style.fontSize),
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
    expect(sheets.filter(({ points, isWhole }) => points < READABLE || !isWhole)).toEqual([]);
    expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(count + 1);
  });
}

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
