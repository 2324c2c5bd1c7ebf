import type { Browser } from 'playwright-core';
import { LANGUAGES } from '#content/words/languages.ts';
import { PAGES, pathTo } from '#web/app/paths.ts';
import { launchChromium } from '../tests/browser/launch-chromium.ts';
import { known } from './known.ts';
import { spreadOf, type Measurement } from './measurement.ts';
import type { Part } from './part.ts';
import { writePlainPage } from './plain-page.ts';
import { phone, slowDown } from './slow-phone.ts';

const ROUNDS = 7;

const pages = (['now', 'acute', 'help'] as const).flatMap((page) =>
  LANGUAGES.map((language) => ({ path: pathTo(language, page), page })),
);

declare global {
  /** Milliseconds from the start of the navigation to the latest candidate. */
  var largestPaint: number | undefined;
}

// Runs in the page, before anything of the app.
function watchLargestPaint(): void {
  new PerformanceObserver((list) => {
    const latest = list.getEntries().at(-1);
    if (latest !== undefined) globalThis.largestPaint = latest.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}

/** On a device that has nothing yet. */
async function measurePage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.addInitScript(watchLargestPaint);
  await slowDown(page, { network: true });
  await page.goto(url, { waitUntil: 'networkidle' });
  const found = await page.waitForFunction(() => globalThis.largestPaint);
  const at = await found.jsonValue();
  await context.close();
  return known(at, 'largest paint');
}

export const lcp: Part = {
  name: 'lcp',
  about:
    'Largest contentful paint on a device that has nothing yet, at 4 × CPU slow-down on a slow-4G profile (150 ms, ' +
    '1.6 Mbit/s down, 750 kbit/s up). The baseline is a page with the same text and the same two fonts, without ' +
    'script or picture and with its few lines of CSS inside it, served by the same server.',
  prepare: (webDir) => pages.forEach(({ path }) => writePlainPage(webDir, path)),
  measure: async ({ origin }, say) => {
    const browser = await launchChromium();
    const measurements: Measurement[] = [];
    for (const { path, page } of pages) {
      const [app, plain]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        app.push(await measurePage(browser, origin + path));
        plain.push(await measurePage(browser, `${origin}/plain${path}`));
      }
      measurements.push({
        what: `${path} (${PAGES[page] === '' ? 'now' : PAGES[page]})`,
        unit: 'ms',
        measured: spreadOf(app),
        baseline: { what: 'plain page', value: spreadOf(plain) },
        target: { of: 'ratio', atMost: 1.5 },
      });
      say(`  ${path} done`);
    }
    await browser.close();
    return measurements;
  },
};
