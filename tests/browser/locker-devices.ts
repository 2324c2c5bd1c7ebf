import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';
import { runServerProcess } from '#server/run-server-process.ts';
import { handOf, type Hand } from './keep-device.ts';
import { launchWithText, screenSizes, test as base } from './page.ts';
import { watchContext } from './watch-context.ts';

const root = join(import.meta.dirname, '../..');

type NewDevice = {
  readonly language: Language;
  readonly size?: keyof typeof screenSizes;
  readonly errors?: readonly RegExp[];
  /** The server that it goes to; the one that all tests of a file share unless given. */
  readonly at?: string;
  /** 2 for a helper who has set text to 200 %. */
  readonly textScale?: number;
};

export type LockerServer = {
  readonly url: string;
  readonly folder: string;
  /** From now on it is ten minutes later there. */
  readonly passTenMinutes: () => void;
  readonly end: () => Promise<void>;
};

/** A server with lockers, in a process and a folder of its own. */
async function startLockers(env: Record<string, string> = {}): Promise<LockerServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-lockers-'));
  const clock = join(import.meta.dirname, 'clock-set-forward.ts');
  const server = await runServerProcess([process.execPath, '--import', clock, join(root, 'server/main.ts')], {
    BALLAST_DATA: folder,
    BALLAST_LOCKERS: 'open',
    BALLAST_RATE: '0',
    ...env,
  });
  if (server.url === undefined) throw new Error(server.output().stderr);
  return {
    url: `http://localhost:${new URL(server.url).port}`,
    folder,
    passTenMinutes: () => void server.child.kill('SIGUSR2'),
    end: async () => {
      server.child.kill('SIGTERM');
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Each device is a browser context of its own, at a server with lockers. */
export const test = base
  .extend('lockers', { scope: 'worker' }, async ({}, { onCleanup }): Promise<string> => {
    const { url, end } = await startLockers();
    onCleanup(end);
    return url;
  })
  .extend('ownServer', async ({}, { onCleanup }) => {
    const started: LockerServer[] = [];
    onCleanup(async () => {
      for (const { end } of started) await end();
    });
    return async (env: Record<string, string> = {}): Promise<LockerServer> => {
      const server = await startLockers(env);
      started.push(server);
      return server;
    };
  })
  .extend('device', async ({ browser, lockers }, { onCleanup }) => {
    const opened: { context: BrowserContext; complaints: () => readonly string[] }[] = [];
    let large: Browser | undefined;
    onCleanup(async () => {
      for (const { context } of opened) await context.close();
      await large?.close();
      const complaints = opened.flatMap((one) => one.complaints());
      if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
    });
    return async ({ language, size = 'phone', errors = [], at = lockers, textScale = 1 }: NewDevice): Promise<Hand> => {
      if (textScale !== 1) large ??= await launchWithText(textScale);
      const context = await (textScale === 1 ? browser : large!).newContext({
        baseURL: at,
        viewport: screenSizes[size],
        locale: language,
        serviceWorkers: 'block',
        hasTouch: size !== 'desktop',
      });
      opened.push({ context, complaints: watchContext(context, at, errors) });
      return handOf(await context.newPage(), language);
    };
  });
