import { version } from '$app/env';
import { assets, immutable, prerendered } from '$app/manifest';
import { self } from '$app/service-worker';

/**
 * Serves the version the helper accepted until she accepts a new one, also after the last tab closed: a new worker may
 * take over by itself, but it goes on serving the accepted version's cache. What a window was begun with is there for
 * it until it is closed (docs/decisions/0008, 0013).
 */
const OWN = `ballast-${version}`;
const NOTES = 'ballast-notes';
const ACCEPTED = '/accepted-version';
/** Accepted once, and kept for the windows that still run them. */
const FORMER = '/former-versions';
const CHOSEN = '/chosen-languages';
const VERSION_FILE = '/_app/version.json';
const LANGUAGES = ['da', 'nb', 'en'];

type FilesByLanguage = Record<string, string[]>;

async function readNote(name: string): Promise<string | undefined> {
  const found = await (await caches.open(NOTES)).match(name);
  return found?.text();
}
const writeNote = async (name: string, text: string): Promise<void> =>
  (await caches.open(NOTES)).put(name, new Response(text));

/** Two versions may run at once: one after the other reads the notes and writes what follows from them. */
const inTurn = (change: () => Promise<void>): Promise<void> => navigator.locks.request(NOTES, change);

const chosenLanguages = async (): Promise<string[]> =>
  ((await readNote(CHOSEN)) ?? '').split(' ').filter((language) => LANGUAGES.includes(language));

const formerVersions = async (): Promise<string[]> =>
  ((await readNote(FORMER)) ?? '').split(' ').filter((name) => name !== '');

/** Each window holds a lock that bears the name of its version's cache (web/app/running-version.ts). */
const dropLeftVersions = (): Promise<void> =>
  inTurn(async () => {
    const former = await formerVersions();
    if (former.length === 0) return;
    const { held = [] } = await navigator.locks.query();
    const isRun = (cache: string) => held.some(({ name }) => name === cache);
    await Promise.all(former.filter((cache) => !isRun(cache)).map((cache) => caches.delete(cache)));
    await writeNote(FORMER, former.filter(isRun).join(' '));
  });

async function filesByLanguage(): Promise<FilesByLanguage> {
  const response = await fetch('/_app/languages.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error('The list of files is not there.');
  return response.json() as Promise<FilesByLanguage>;
}

const languageOfPage = (path: string): string | undefined =>
  LANGUAGES.find((language) => path === `/${language}` || path.startsWith(`/${language}/`));

/** The pages of all practices in a language are the same to the byte: the first stands in for the others. */
const PRACTICE_PAGE = /^(\/[a-z]{2}\/practice\/)[^/]+\/$/;
const shelfOf = (path: string): string | undefined => PRACTICE_PAGE.exec(path)?.[1];

const asPath = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

/** Besides the files of the languages themselves. */
function wantedFiles(byLanguage: FilesByLanguage, languages: readonly string[]): string[] {
  const owned = new Set(Object.values(byLanguage).flat());
  const common = immutable.map(({ path }) => asPath(path)).filter((path) => !owned.has(path));
  const pages = prerendered.map(({ path }) => asPath(path));
  const wantedPages = pages.filter((path) => {
    const language = languageOfPage(path);
    return language === undefined || languages.includes(language);
  });
  const isFirstOfShelf = (path: string, index: number) => {
    const shelf = shelfOf(path);
    return shelf === undefined || wantedPages.findIndex((other) => other.startsWith(shelf)) === index;
  };
  return [...common, ...assets.map(({ path }) => asPath(path)), ...wantedPages.filter(isFirstOfShelf)];
}

/** The server may have gone over to another version: what it hands out then is not what was accepted. */
async function expectOwnVersion(): Promise<void> {
  const response = await fetch(VERSION_FILE, { cache: 'no-store' });
  const served = response.ok ? ((await response.json()) as { version?: unknown }).version : undefined;
  if (served !== version) throw new Error('The server has another version.');
}

const isPagePath = (path: string): boolean => path.endsWith('/') || path.endsWith('.html');

/** A sign-in page or a stand-in answers 200 too: only pages are HTML, and nothing of ours is sent on elsewhere. */
function isWhatWasAskedFor(path: string, response: Response | undefined): boolean {
  if (response === undefined || !response.ok || response.redirected || response.type !== 'basic') return false;
  return (response.headers.get('content-type') ?? '').includes('text/html') === isPagePath(path);
}

/** The files of one language in one: asked for once instead of 160 times, and compressed together. */
async function unpack(cache: Cache, language: string, files: readonly string[]): Promise<void> {
  const response = await fetch(`/_app/languages/${language}.json`, { cache: 'no-cache' });
  if (!response.ok || response.redirected) throw new Error('The files of a language are not there.');
  const pack = new Map(Object.entries((await response.json()) as Record<string, unknown>));
  for (const path of files) {
    const text = pack.get(path);
    if (typeof text !== 'string') throw new Error('The server answered with something else.');
    await cache.put(path, new Response(text, { headers: { 'content-type': 'text/javascript' } }));
  }
}

async function fetchMissing(languages: readonly string[]): Promise<void> {
  await expectOwnVersion();
  const cache = await caches.open(OWN);
  const have = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const byLanguage = await filesByLanguage();
  const isMissing = (path: string) => !have.has(path);
  const loose = wantedFiles(byLanguage, languages).filter(isMissing);
  const packed = languages
    .map((language) => ({ language, files: (byLanguage[language] ?? []).filter(isMissing) }))
    .filter(({ files }) => files.length > 0);
  const missing = [...loose, ...packed.flatMap(({ files }) => files)];
  try {
    await cache.addAll(loose.map((path) => new Request(path, { cache: 'no-cache' })));
    for (const { language, files } of packed) await unpack(cache, language, files);
    for (const path of loose)
      if (!isWhatWasAskedFor(path, await cache.match(path)))
        throw new Error('The server answered with something else.');
    await expectOwnVersion();
  } catch (failure) {
    await Promise.all(missing.map((path) => cache.delete(path)));
    throw failure;
  }
}

let filling: Promise<void> = Promise.resolve();

/** Fetches what is not there yet, all or nothing. One after the other: a failed one takes back only what it brought. */
function fill(languages: readonly string[]): Promise<void> {
  const filled = filling.then(() => fetchMissing(languages));
  filling = filled.catch(() => undefined);
  return filled;
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await fill(await chosenLanguages());
      await inTurn(async () => {
        if ((await readNote(ACCEPTED)) !== undefined) return;
        await writeNote(ACCEPTED, OWN);
        await self.skipWaiting();
      });
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await inTurn(async () => {
        const accepted = await readNote(ACCEPTED);
        const needed = [OWN, NOTES, accepted, ...(await formerVersions())];
        const names = await caches.keys();
        const old = names.filter((name) => name.startsWith('ballast-') && !needed.includes(name));
        await Promise.all(old.map((name) => caches.delete(name)));
      });
      await self.clients.claim();
    })(),
  );
});

/** The version before stays until no window runs it any more: the one that accepts is just about to load again. */
async function accept(): Promise<void> {
  await inTurn(async () => {
    const before = new Set([...(await formerVersions()), (await readNote(ACCEPTED)) ?? '']);
    before.delete(OWN);
    await writeNote(FORMER, [...before].join(' ').trim());
    await writeNote(ACCEPTED, OWN);
  });
  await self.skipWaiting();
}

async function chooseLanguage(language: string): Promise<void> {
  await inTurn(async () => {
    const languages = await chosenLanguages();
    if (!languages.includes(language)) await writeNote(CHOSEN, [...languages, language].join(' '));
  });
  await fill([...new Set([...(await chosenLanguages()), language])]);
}

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  const answer = (value: unknown) => event.ports[0]?.postMessage(value);
  if (message.type === 'accept')
    event.waitUntil(
      accept().then(
        () => answer({ ok: true }),
        () => answer({ ok: false }),
      ),
    );
  if (message.type === 'status')
    event.waitUntil(
      readNote(ACCEPTED).then((accepted) => {
        answer({ isAccepted: accepted === OWN });
        return dropLeftVersions();
      }),
    );
  if (message.type === 'language' && 'language' in message && LANGUAGES.includes(String(message.language)))
    event.waitUntil(
      chooseLanguage(String(message.language)).then(
        () => answer({ ok: true }),
        () => answer({ ok: false }),
      ),
    );
});

async function findStandIn(path: string, cacheName: string): Promise<Response | undefined> {
  const shelf = shelfOf(path);
  if (shelf === undefined || !(await caches.has(cacheName))) return undefined;
  const cache = await caches.open(cacheName);
  const standIn = (await cache.keys()).find(({ url }) => new URL(url).pathname.startsWith(shelf));
  return standIn && cache.match(standIn);
}

/** A file that bears its hash in its name is asked for only by the version that was built with it. */
async function findFormer(path: string): Promise<Response | undefined> {
  if (!path.startsWith('/_app/immutable/')) return undefined;
  for (const cacheName of await formerVersions()) {
    const found = await caches.match(path, { cacheName });
    if (found) return found;
  }
  return undefined;
}

async function respond(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const accepted = (await readNote(ACCEPTED)) ?? OWN;
  const path = request.mode === 'navigate' && !url.pathname.endsWith('/') ? `${url.pathname}/` : url.pathname;
  const found =
    (await caches.match(path, { cacheName: accepted })) ??
    (await findStandIn(path, accepted)) ??
    (await findFormer(path));
  if (found) return found;
  // Only a cache that the browser has thrown out is stood in for. Another version's page would be code nobody took.
  const own = (await caches.has(accepted)) ? undefined : await caches.match(path, { cacheName: OWN });
  return own ?? fetch(request);
}

/** SvelteKit asks each time a window is looked at again: that is nothing the server need know. */
async function tellVersion(): Promise<Response> {
  const accepted = (await readNote(ACCEPTED)) ?? OWN;
  const told = JSON.stringify({ version: accepted.slice('ballast-'.length) });
  return new Response(told, { headers: { 'content-type': 'application/json' } });
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === '/service-worker.js' || url.pathname === '/health') return;
  event.respondWith(url.pathname === VERSION_FILE ? tellVersion() : respond(request));
});
