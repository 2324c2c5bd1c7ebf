import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { loadWords } from '#content/words/load-words.ts';
import { test } from './page.ts';
import { waitUntilAlive } from './wait-until-alive.ts';

/** Goes through all of the break and of help now, the own number included. */
async function useBoth(page: Page): Promise<void> {
  const { now, acute, quay, help } = await loadWords('da');
  await page.getByRole('link', { name: now.acute }).first().click();
  const dialog = page.getByRole('dialog').first();
  const next = dialog.getByRole('button', { name: acute.next, exact: true });
  while ((await next.count()) > 0) await next.click();
  await dialog.getByRole('button', { name: acute.relief }).click();
  await dialog.getByRole('link', { name: quay.help, exact: true }).click();
  const numbers = page.getByRole('dialog', { name: help.title });
  await numbers.getByText(help.both, { exact: true }).click();
  await numbers
    .getByRole('button', { name: help.write })
    .or(numbers.getByRole('button', { name: help.change }))
    .click();
  await numbers.getByLabel(help.minePhone).fill('12 34 56 78');
  await numbers.getByRole('button', { name: help.save }).click();
  await numbers.getByRole('button', { name: help.close }).first().click();
  await dialog.getByRole('button', { name: acute.close, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function expectNoRequest(context: BrowserContext): Promise<void> {
  for (const path of ['/da/', '/da/practices/']) {
    const page = await context.newPage();
    await page.goto(path, { waitUntil: 'networkidle' });
    await waitUntilAlive(page);
    const requests: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    await useBoth(page);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    expect(requests, path).toEqual([]);
    await page.close();
  }
}

test('asks the server for nothing when the break or help now is opened, where there is no service worker', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: inject('origin'), serviceWorkers: 'block' });
  await expectNoRequest(context);
  await context.close();
});

test('asks the server for nothing when the break or help now is opened, while the rest is still being fetched', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: inject('origin') });
  // The service worker begins with this list, and gets no answer.
  await context.route('**/_app/languages.json', () => {});
  await expectNoRequest(context);
  await context.close();
});

test('opens the break without a network on a page that has only just come alive', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: inject('origin'), serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/da/');
  await waitUntilAlive(page);
  await context.setOffline(true);
  await useBoth(page);
  await context.close();
});
