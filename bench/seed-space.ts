import type { BrowserContext, Page } from 'playwright-core';
import { buildPage } from './build-page.ts';
import type { Seeded } from './seed-page/seed.worker.ts';
import type { Stretch } from './seed-page/ten-years.ts';

export const PASSPHRASE = 'en bænk ved vandet';
const PATH = 'bench/seed';

/** The page that makes spaces. */
export const prepareSeedPage = (webDir: string): Promise<void> => buildPage('seed-page', PATH, webDir);

/** The page is left open, so that the space it made can be loaded without the app. */
export async function seedSpace(
  device: BrowserContext,
  origin: string,
  stretches: readonly Stretch[],
): Promise<{ readonly page: Page; readonly seeded: Seeded }> {
  const page = await device.newPage();
  await page.goto(`${origin}/${PATH}/`);
  await page.waitForFunction(() => globalThis.seedSpace !== undefined);
  const seeded = await page.evaluate(([passphrase, all]) => globalThis.seedSpace(passphrase, all), [
    PASSPHRASE,
    stretches,
  ] as const);
  return { page, seeded };
}
