import type { Page } from 'playwright-core';

export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, locale: 'da-DK' };

const kilobit = 1000 / 8;

/**
 * Lighthouse's slow 4G: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up
 * (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
 */
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1600 * kilobit,
  uploadThroughput: 750 * kilobit,
};

/** An old phone beside this machine: its main thread takes four times as long. */
export async function slowDown(page: Page, { network }: { network: boolean }): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (!network) return;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', slow4G);
}
