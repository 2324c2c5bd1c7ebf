import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../tests/browser/launch-chromium.ts';

/** What the figures depend on; nothing that says whose machine it is. */
export type Machine = { readonly cores: number; readonly node: string; readonly chromium: string };

export async function describeMachine(): Promise<Machine> {
  const browser = await launchChromium();
  const chromium = browser.version();
  await browser.close();
  return { cores: availableParallelism(), node: process.versions.node, chromium };
}

/** What else was going on. `flushes`: how often a second the disk of the data took 4 KiB for good. */
export type Circumstances = { readonly flushes: number; readonly loadBefore: number; readonly loadAfter: number };

const BLOCK = new Uint8Array(4_096);
const LONG_ENOUGH_MS = 1_000;

/** Where the parts put their data too. */
export function countFlushes(): number {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-disk-'));
  const file = openSync(join(folder, 'flushed'), 'w');
  const start = performance.now();
  let [count, passed] = [0, 0];
  while (passed < LONG_ENOUGH_MS) {
    writeSync(file, BLOCK);
    fdatasyncSync(file);
    count++;
    passed = performance.now() - start;
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return Math.round((count * 1_000) / passed);
}

/** The average over the last minute of how many programs wanted to run. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

export const circumstancesInWords = ({ flushes, loadBefore, loadAfter }: Circumstances): string =>
  `the disk took 4 KiB for good ${flushes} times a second, load average ${loadBefore} before and ${loadAfter} after`;
