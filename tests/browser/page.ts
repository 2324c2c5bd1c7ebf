import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject, test as base } from 'vitest';
import { isLanguage, type Language } from '#content/words/languages.ts';
import { launchChromium } from './launch-chromium.ts';
import { watchContext } from './watch-context.ts';

export const screenSizes = {
  'smallest-phone': { width: 320, height: 640 },
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
} as const;

const locales: Record<Language, string> = { da: 'da-DK', nb: 'nb-NO', en: 'en-GB' };

export type Device = {
  readonly size?: keyof typeof screenSizes;
  readonly scheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  /** The browser's own language; that of the path unless given. */
  readonly language?: Language;
  /** 2 for a helper who has set text to 200 %. */
  readonly textScale?: number;
  /**
   * With the service worker, which fetches all of the language into the device: three times the work of the page, and
   * only some tests are about it. `npm run walk` goes through every practice with it.
   */
  readonly withWorker?: boolean;
  /** Console errors this very test provokes. Everything else a page complains of fails the test. */
  readonly expectedErrors?: readonly RegExp[];
};

/** Opens a path of the app on a new device (nothing stored, nothing cached) and waits until it has loaded. */
export type Open = (path: string, device?: Device) => Promise<Page>;

/**
 * `open` gives pages that fail the test on any console error, uncaught error, crash, or request to another origin.
 * A second page on the same device is `page.context().newPage()`; the network is cut with
 * `page.context().setOffline(true)`, on a device `withWorker`.
 */
export const test = base
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('open', async ({ browser }, { onCleanup }): Promise<Open> => {
    const opened: { context: BrowserContext; complaints: () => readonly string[] }[] = [];
    const scaled = new Map<number, Promise<Browser>>();
    onCleanup(async () => {
      for (const { context } of opened) await context.close();
      for (const large of scaled.values()) await (await large).close();
      const complaints = opened.flatMap((one) => one.complaints());
      if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
    });
    return async (path, device = {}) => {
      const { textScale = 1 } = device;
      if (textScale !== 1 && !scaled.has(textScale)) scaled.set(textScale, launchWithText(textScale));
      const context = await createDevice((await scaled.get(textScale)) ?? browser, path, device);
      opened.push({ context, complaints: watchContext(context, inject('origin'), device.expectedErrors ?? []) });
      const page = await context.newPage();
      await page.goto(path);
      return page;
    };
  });

/** The size of text is a setting of the whole browser: it changes what 1rem is, and what 1em is in a media query. */
export const launchWithText = (scale: number): Promise<Browser> =>
  launchChromium({ args: [`--blink-settings=defaultFontSize=${16 * scale}`] });

function createDevice(browser: Browser, path: string, device: Device): Promise<BrowserContext> {
  const languageOfPath = path.split('/')[1];
  const language = device.language ?? (isLanguage(languageOfPath) ? languageOfPath : 'en');
  return browser.newContext({
    baseURL: inject('origin'),
    viewport: screenSizes[device.size ?? 'phone'],
    colorScheme: device.scheme ?? 'light',
    reducedMotion: device.reducedMotion ? 'reduce' : 'no-preference',
    locale: locales[language],
    serviceWorkers: device.withWorker ? 'allow' : 'block',
    hasTouch: device.size !== 'desktop',
  });
}
