import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadWords } from '#content/words/load-words.ts';
import { createApp } from '#server/app.ts';
import { startServer } from '#server/start-server.ts';
import { expectAccessible } from './axe.ts';
import { fetchLanguage } from './fetch-language.ts';
import { handOf, press } from './keep-device.ts';
import { launchChromium } from './launch-chromium.ts';
import { readPractice } from './read-practice.ts';

const built = process.env.BALLAST_WEB ?? 'build/web';
const NEXT = 'the-next-version';

type Answer = (request: Request) => Response | Promise<Response>;

/** Nothing is left to the browser's own cache, which must not stand in for the service worker's. */
function appOf(webDir: string): Answer {
  const app = createApp({ webDir, version: 'test', tls: false, isStopping: () => false, onBug: () => {} });
  if (!app.ok) throw new Error(app.error.tag);
  return async (request) => {
    const answered = await app.value.fetch(request);
    const headers = new Headers(answered.headers);
    headers.set('cache-control', 'no-store');
    return new Response(answered.body, { status: answered.status, headers });
  };
}

/** The built app as another version: every page says so, and no part of the code bears the name it had. */
function makeNext(): string {
  const dir = mkdtempSync(join(tmpdir(), 'ballast-next-'));
  cpSync(built, dir, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const { version } = JSON.parse(readFileSync(join(dir, '_app/version.json'), 'utf8')) as { version: string };
  const namesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = join(dir, '_app/immutable');
  const parts = new Set<string>();
  for (const path of namesIn(code)) {
    if (!path.endsWith('.js')) continue;
    parts.add(basename(path));
    renameSync(join(code, path), join(code, dirname(path), `next-${basename(path)}`));
  }
  for (const name of namesIn(dir)) {
    if (!/\.(html|js|json)$/.test(name)) continue;
    const text = readFileSync(join(dir, name), 'utf8')
      .replaceAll(version, NEXT)
      .replace(/[\w.-]+\.js/g, (part) => (parts.has(part) ? `next-${part}` : part))
      .replace('<html ', `<html data-of="${NEXT}" `)
      // What the tag allows is the script as it was; the server's own header knows the changed one.
      .replace(/<meta http-equiv="content-security-policy"[^>]*>/, '');
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

let browser: Browser;
let context: BrowserContext;
let nextDir: string;
let first: Answer;
let next: Answer;
/** What the server hands out just now. */
let answer: Answer;
let server: Extract<Awaited<ReturnType<typeof startServer>>, { ok: true }>['value'];

beforeAll(async () => {
  nextDir = makeNext();
  [first, next] = [appOf(built), appOf(nextDir)];
  const started = await startServer({ fetch: (request) => answer(request), host: '127.0.0.1', port: 0, tls: false });
  if (!started.ok) throw new Error(started.error.tag);
  server = started.value;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.stop({ graceMs: 0 });
  rmSync(nextDir, { recursive: true });
});
beforeEach(async () => {
  answer = first;
  context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
});
afterEach(() => context.close());

/** The first version is accepted, and everything of English is here. */
async function acceptFirst(): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/en/');
  await fetchLanguage(page, 'en');
  return page;
}

const cachedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys())
        paths.push(`${name} ${new URL(request.url).pathname}`);
    return paths;
  });
const runningVersion = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    const lock = held.find(({ name, mode }) => mode === 'shared' && name?.startsWith('ballast-'));
    return lock?.name?.slice('ballast-'.length);
  });
const isNext = (page: Page) => page.evaluate((name) => document.documentElement.dataset.of === name, NEXT);

test('takes no file of another version into the accepted one when a language is chosen', async () => {
  const page = await acceptFirst();
  answer = next;
  await expect(fetchLanguage(page, 'nb')).rejects.toThrow('not everything');
  expect((await cachedPaths(page)).filter((path) => path.includes('/nb/'))).toEqual([]);
  answer = first;
  await fetchLanguage(page, 'nb');
  expect((await cachedPaths(page)).some((path) => path.endsWith(' /nb/'))).toBe(true);
});

test('takes no stand-in for a file of the app, though it answers as if all were well', async () => {
  const page = await acceptFirst();
  const signIn = () => new Response('<!doctype html><p>Sign in', { headers: { 'content-type': 'text/html' } });
  answer = (request) => (/\.(woff2|js)$|\/languages\/\w+\.json$/.test(request.url) ? signIn() : first(request));
  await expect(fetchLanguage(page, 'nb')).rejects.toThrow('not everything');
  const words = await page.evaluate(async () => {
    const texts = [];
    for (const name of await caches.keys())
      for (const response of await (await caches.open(name)).matchAll()) texts.push(await response.text());
    return texts.join('');
  });
  expect(words.includes('<p>Sign in')).toBe(false);
});

test('asks the server nothing when a window is looked at again', async () => {
  const page = await acceptFirst();
  await page.reload({ waitUntil: 'networkidle' });
  const asked: string[] = [];
  answer = (request) => {
    asked.push(request.url);
    return first(request);
  };
  const told = page.waitForResponse('**/_app/version.json');
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  expect(((await (await told).json()) as { version: string }).version).toBe(await runningVersion(page));
  expect(asked).toEqual([]);
});

/** The server goes over to the next version, and it comes to the device. */
async function bringNext(page: Page): Promise<void> {
  answer = next;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const hasCome = new Promise<void>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => worker.state === 'installed' && resolve());
      });
    });
    await registration.update();
    await hasCome;
  });
}

test('keeps the version that another window still runs until that window is closed, and then no longer', async () => {
  const page = await acceptFirst();
  const other = await context.newPage();
  await other.goto('/en/practices/');
  await other.getByRole('searchbox').waitFor();
  const versions = () => page.evaluate(async () => (await caches.keys()).filter((name) => name !== 'ballast-notes'));
  const [accepted] = await versions();
  await bringNext(page);

  await page.goto('/en/settings/');
  const { settings, player } = await loadWords('en');
  await page.getByRole('heading', { name: settings.groups.app, exact: true }).click();
  await page.getByRole('button', { name: settings.updateTake }).click();
  await page.waitForFunction((name) => document.documentElement.dataset.of === name, NEXT);
  answer = () => new Response('', { status: 503 });
  await page.getByRole('heading', { level: 1, name: settings.heading }).waitFor();

  const title = (await readPractice('price-ledger', 'en')).prose.title;
  await other.getByRole('searchbox').fill(title);
  await other.getByRole('main').getByRole('link', { name: title }).first().click();
  await other.getByRole('button', { name: player.enough }).waitFor();
  expect(await isNext(other)).toBe(false);
  expect(await versions()).toEqual(expect.arrayContaining([accepted, `ballast-${NEXT}`]));

  await other.close();
  await page.reload();
  await expect.poll(versions).toEqual([`ballast-${NEXT}`]);
});

test('serves the accepted version, and no page of a newer one, also after the last window closed', async () => {
  const page = await acceptFirst();
  await page.evaluate(async () => {
    // Chosen before the newer version came, and never fetched for this one.
    await (await caches.open('ballast-notes')).put('/chosen-languages', new Response('en nb'));
  });
  await bringNext(page);
  expect((await cachedPaths(page)).some((path) => path.includes(NEXT) && path.endsWith(' /nb/'))).toBe(true);
  await page.close();
  answer = () => new Response('', { status: 503 });
  const later = await context.newPage();
  await later.goto('/en/');
  expect(await isNext(later)).toBe(false);
  await later.goto('/en/day/');
  expect(await isNext(later)).toBe(false);
  expect((await later.goto('/nb/'))?.status()).toBe(503);
});

test('holds the version of a page whose last part is still on its way', async () => {
  const { player } = await loadWords('en');
  const code = join(built, '_app/immutable');
  const words = readdirSync(code, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .find((path) => readFileSync(join(code, path), 'utf8').includes(player.resumeHint));
  answer = (request) => (request.url.endsWith(basename(words!)) ? new Promise(() => {}) : first(request));
  const page = await context.newPage();
  await page.goto('/en/practices/', { waitUntil: 'commit' });
  await expect.poll(() => runningVersion(page)).toBeTruthy();
  expect(await page.getByRole('searchbox').count()).toBe(0);
});

test('writes down what was accepted when another version has written down its own', async () => {
  const page = await acceptFirst();
  await bringNext(page);
  const accepted = () => page.evaluate(async () => (await caches.match('/accepted-version'))?.text());
  const before = await accepted();
  const hasAccepted = page.evaluate(async () => {
    const release = Promise.withResolvers<void>();
    Object.assign(globalThis, { release: release.resolve });
    const hasLock = Promise.withResolvers<void>();
    void navigator.locks.request('ballast-notes', () => {
      hasLock.resolve();
      return release.promise;
    });
    await hasLock.promise;
    const registration = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ data }) => resolve(data);
      (registration.waiting ?? registration.active)?.postMessage({ type: 'accept' }, [channel.port2]);
    });
  });
  // Until the lock is given back, whatever is asked of the worker meanwhile.
  await page.evaluate(async () => {
    while ((await navigator.locks.query()).pending?.every(({ name }) => name !== 'ballast-notes'));
  });
  expect(await accepted()).toBe(before);
  await page.evaluate(() => (Reflect.get(globalThis, 'release') as () => void)());
  expect(await hasAccepted).toEqual({ ok: true });
  expect(await accepted()).toBe(`ballast-${NEXT}`);
});

test('tells of the version that waits, and asks again before what lies in memory alone goes with the page', async () => {
  const page = await acceptFirst();
  await bringNext(page);
  await page.reload();
  const hand = await handOf(page, 'en');
  const { settings, kinds } = hand.words;
  const told = page.getByRole('status').filter({ hasText: settings.updateReady });
  await told.waitFor();
  const { title } = (await readPractice('price-ledger', 'en')).prose;
  await page.getByRole('link', { name: hand.words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox').fill(title);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await press(hand, kinds.writeStone);
  expect(await told.count()).toBe(0);
  await page.getByLabel(kinds.writeStone).first().fill('In memory alone');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'In memory alone' }).waitFor();
  await page.goBack();
  await told.getByRole('link', { name: settings.updateShow }).click();
  await page.getByRole('button', { name: settings.updateTake }).click();
  await page.getByText(settings.updateLoses).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(settings.updateLoses);
  await expectAccessible(page);
  await press(hand, settings.cancel);
  await page.getByRole('button', { name: settings.updateTake }).click();
  expect(await isNext(page)).toBe(false);
  await page.getByRole('button', { name: settings.updateTakeAnyway }).click();
  await page.waitForFunction((name) => document.documentElement.dataset.of === name, NEXT);
  await told.waitFor({ state: 'detached' });
});

test('brings a language that is chosen while a version waits with that version', async () => {
  const page = await acceptFirst();
  await bringNext(page);
  await page.goto('/nb/');
  const isThere = async () =>
    (await cachedPaths(page)).some((path) => path.startsWith(`ballast-${NEXT} `) && path.endsWith(' /nb/'));
  await expect.poll(isThere, { timeout: 30_000 }).toBe(true);
});
