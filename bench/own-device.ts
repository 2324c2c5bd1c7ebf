import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { findChromium, switches } from '../tests/browser/launch-chromium.ts';
import { phone } from './slow-phone.ts';

/** A device whose storage lies on a disk, as at home: a browser's private window would keep it in memory. */
export async function openOwnDevice(): Promise<{
  readonly device: BrowserContext;
  readonly close: () => Promise<void>;
}> {
  const profile = mkdtempSync(join(tmpdir(), 'ballast-bench-profile-'));
  const device = await chromium.launchPersistentContext(profile, { ...findChromium(), args: [...switches], ...phone });
  const close = async () => {
    await device.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { device, close };
}
