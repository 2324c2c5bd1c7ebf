import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';
import { runServerProcess } from '#server/run-server-process.ts';
import { handOf, type Hand } from './keep-device.ts';
import { screenSizes, test as base } from './page.ts';
import { watchContext } from './watch-context.ts';

const root = join(import.meta.dirname, '../..');

type NewDevice = {
  readonly language: Language;
  readonly size?: keyof typeof screenSizes;
  readonly errors?: readonly RegExp[];
};

/** Each device is a browser context of its own at one server with lockers, which has a process and a folder of its own. */
export const test = base
  .extend('lockers', { scope: 'worker' }, async ({}, { onCleanup }): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'ballast-lockers-'));
    const server = await runServerProcess([process.execPath, join(root, 'server/main.ts')], {
      BALLAST_DATA: folder,
      BALLAST_LOCKERS: 'open',
      BALLAST_RATE: '0',
    });
    onCleanup(async () => {
      server.child.kill('SIGTERM');
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    });
    if (server.url === undefined) throw new Error(server.output().stderr);
    return `http://localhost:${new URL(server.url).port}`;
  })
  .extend('device', async ({ browser, lockers }, { onCleanup }) => {
    const opened: { context: BrowserContext; complaints: () => readonly string[] }[] = [];
    onCleanup(async () => {
      for (const { context } of opened) await context.close();
      const complaints = opened.flatMap((one) => one.complaints());
      if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
    });
    return async ({ language, size = 'phone', errors = [] }: NewDevice): Promise<Hand> => {
      const context = await browser.newContext({
        baseURL: lockers,
        viewport: screenSizes[size],
        locale: language,
        serviceWorkers: 'block',
        hasTouch: size !== 'desktop',
      });
      opened.push({ context, complaints: watchContext(context, lockers, errors) });
      return handOf(await context.newPage(), language);
    };
  });
