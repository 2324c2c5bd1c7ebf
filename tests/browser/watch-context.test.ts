import type { Browser, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { test } from './page.ts';
import { watchContext } from './watch-context.ts';

async function complaintsAfter(browser: Browser, act: (page: Page) => Promise<unknown>, expected: RegExp[] = []) {
  const context = await browser.newContext();
  const complaints = watchContext(context, inject('origin'), expected);
  const page = await context.newPage();
  await page.goto(`${inject('origin')}/health`); // A page without any code of the app.
  await act(page);
  await context.close();
  return complaints();
}

test('notes what a page writes to the console as an error, and nothing milder', async ({ browser }) => {
  const complaints = await complaintsAfter(browser, (page) =>
    page.evaluate(() => {
      console.warn('mild');
      console.error('grave');
    }),
  );
  expect(complaints).toEqual([expect.stringContaining('console error: grave')]);
});

test('notes an error that nobody caught', async ({ browser }) => {
  const complaints = await complaintsAfter(browser, async (page) => {
    const noticed = page.waitForEvent('pageerror');
    await page.evaluate(() => void Promise.reject(new Error('dropped')));
    await noticed;
  });
  expect(complaints).toEqual([expect.stringContaining('uncaught error: Error: dropped')]);
});

test('notes a request to another origin, which also never arrives', async ({ browser }) => {
  const complaints = await complaintsAfter(browser, async (page) => {
    const failed = page.waitForEvent('requestfailed');
    await page.goto('http://example.com/').catch(() => {});
    await failed;
  });
  expect(complaints).toContainEqual('request to another origin: http://example.com/');
});

test('notes inline code that the policy of the server blocks', async ({ browser }) => {
  const complaints = await complaintsAfter(browser, (page) =>
    page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.head.append(script);
      return document.title;
    }),
  );
  expect(complaints).toEqual([expect.stringContaining('Content Security Policy')]);
});

test('passes over what a test provokes on purpose', async ({ browser }) => {
  const act = (page: Page) => page.evaluate(() => console.error('on purpose'));
  expect(await complaintsAfter(browser, act, [/on purpose/])).toEqual([]);
});
