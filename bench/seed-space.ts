import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import type { Seeded } from './seed-page/seed.worker.ts';
import type { Stretch } from './seed-page/ten-years.ts';

export const PASSPHRASE = 'en bænk ved vandet';
const PATH = 'bench/seed';

/** Puts the page that makes spaces beside the app: at the same origin it writes where the app reads. */
export async function prepareSeedPage(webDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'seed-page'),
    base: './',
    define: { BALLAST_API: '""' },
    worker: { format: 'es' },
    build: { outDir: join(webDir, PATH), emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
  });
}

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
