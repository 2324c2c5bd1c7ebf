import { expect, inject } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { pathTo } from '#web/app/paths.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { screenSizes, test } from './page.ts';

const sizes = Object.keys(screenSizes) as (keyof typeof screenSizes)[];

for (const language of LANGUAGES) {
  test(`opens in ${language} without a complaint, a cookie or a request to anyone else`, async ({ open }) => {
    const page = await open(`/${language}/`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
  });

  test(`is accessible in ${language} by the letter of WCAG 2.2 AA`, async ({ open }) => {
    for (const scheme of schemesToLookAt(language)) {
      const page = await open(`/${language}/`, { scheme, size: 'smallest-phone' });
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });
}

test('never scrolls sideways, on any device or with text at 200 %', async ({ open }) => {
  for (const device of [...sizes.map((size) => ({ size })), { size: 'smallest-phone', textScale: 2 } as const]) {
    const page = await open('/da/', device);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, JSON.stringify(device)).toBeLessThanOrEqual(0);
  }
});

test('serves every page under a policy that allows only its own code', async () => {
  for (const path of ['/', ...LANGUAGES.map((language) => `/${language}/`)]) {
    const response = await fetch(inject('origin') + path);
    expect(response.status, path).toBe(200);
    const policy = response.headers.get('content-security-policy');
    expect(policy, path).toMatch(/^default-src 'none'; script-src 'self'( 'sha256-[\w+/=]+')+; style-src 'self'/);
    expect(policy, path).not.toMatch(/unsafe-(inline|eval)/);
    expect(response.headers.get('set-cookie'), path).toBeNull();
  }
});

test('shows a page of its own, in all three languages, where there is nothing', async ({ open }) => {
  const page = await open('/da/findes/ikke/', { expectedErrors: [/status of 404/] });
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const language of LANGUAGES) {
    const part = page.locator(`section[lang=${language}]`);
    expect(await part.getByRole('link').first().getAttribute('href')).toBe(`/${language}/`);
    expect(await part.getByRole('link').last().getAttribute('href')).toBe(`/${language}/help/`);
  }
});

test('has one page for all practices of a language, so that one stands in for all offline', async ({ open }) => {
  const page = await open('/da/');
  const texts = await page.evaluate(() =>
    Promise.all(
      ['acute-break', 'vik', 'story-vignettes'].map(async (id) => (await fetch(`/da/practice/${id}/`)).text()),
    ),
  );
  expect(new Set(texts).size).toBe(1);
});

for (const language of LANGUAGES)
  test(`lets a page that could not be shown be tried again, in ${language}`, async ({ open }) => {
    const words = await loadWords(language);
    const page = await open(`/${language}/settings/`, {
      expectedErrors: [/ERR_FAILED|dynamically imported|preload CSS/],
    });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route('**/_app/immutable/**', (route) => route.abort());
    await page.getByRole('link', { name: words.nav.day, exact: true }).first().click();
    await page.getByRole('heading', { name: words.errors.unknown, level: 1 }).waitFor();
    await expectAccessible(page);
    await page.unrouteAll();
    await page.getByRole('button', { name: words.player.tryAgain, exact: true }).click();
    await page.getByRole('heading', { name: words.errors.unknown, level: 1 }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(pathTo(language, 'day'));
  });
