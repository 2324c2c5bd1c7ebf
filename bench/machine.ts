import { availableParallelism } from 'node:os';
import { launchChromium } from '../tests/browser/launch-chromium.ts';

/** What the figures depend on; nothing that says whose machine it is. */
export type Machine = { readonly cores: number; readonly node: string; readonly chromium: string };

export async function describeMachine(): Promise<Machine> {
  const browser = await launchChromium();
  const chromium = browser.version();
  await browser.close();
  return { cores: availableParallelism(), node: process.versions.node, chromium };
}
