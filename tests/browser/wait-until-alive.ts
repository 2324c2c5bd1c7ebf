import type { Page } from 'playwright-core';

/** Waits until the code of a page on a new device runs: from then on a link to the break or help now opens over it. */
export const waitUntilAlive = async (page: Page): Promise<void> =>
  void (await page.waitForFunction(() => localStorage.getItem('ballast.outside-the-lock') !== null));
