import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { largestBody } from '#contract/routes.ts';
import { createApp, type AppOptions } from './app.ts';
import { sampleScript, sampleStyle, sha256Source, writeSampleSite } from './write-sample-site.ts';

const webDir = writeSampleSite({ 'big.bin': 'x' });
const app = createSampleApp();

function createSampleApp(options: Partial<AppOptions> = {}) {
  const created = createApp({
    webDir,
    version: '1.2.3',
    tls: false,
    isStopping: () => false,
    onBug: () => {},
    ...options,
  });
  if (!created.ok) throw new Error(created.error.tag);
  return created.value;
}

const fileText = (name: string) => readFileSync(join(webDir, name), 'utf8');
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('pages and files', () => {
  test.each([
    ['/', 'index.html'],
    ['/da', 'da.html'],
    ['/da/day', 'da/day.html'],
    ['/nb/dagen/', 'nb/dagen/index.html'],
    ['/en/two%20words', 'en/two words.html'],
  ])('serves the page at %s from %s', async (path, name) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe(fileText(name));
  });

  test.each([
    ['/_app/immutable/entry/start.a1b2c3.js', 'text/javascript; charset=utf-8'],
    ['/_app/immutable/assets/app.a1b2c3.css', 'text/css; charset=utf-8'],
    ['/_app/immutable/assets/sans.a1b2c3.woff2', 'font/woff2'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/_app/version.json', 'application/json'],
  ])('gives %s its type', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type);
  });

  test.each([
    ['/da/', '/da'],
    ['/da/day/?moment=night', '/da/day?moment=night'],
    ['/nb/dagen', '/nb/dagen/'],
    ['/en/two%20words/', '/en/two%20words'],
  ])('sends %s on to the one spelling of that page', async (path, location) => {
    const response = await get(path);
    expect(response.status).toBe(308);
    expect(response.headers.get('location')).toBe(location);
  });

  test('answers HEAD as GET, without the body', async () => {
    const headers = { 'accept-encoding': 'br' };
    const [head, full] = [await app.request('/da', { method: 'HEAD', headers }), await get('/da', headers)];
    expect(head.status).toBe(200);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(full.headers));
    expect(await head.text()).toBe('');
  });
});

describe('what a browser may keep', () => {
  test('keeps hashed files for good, and asks again for everything else', async () => {
    const hashed = await get('/_app/immutable/entry/start.a1b2c3.js');
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/da', '/service-worker.js', '/manifest.webmanifest', '/_app/version.json']) {
      expect((await get(path)).headers.get('cache-control'), path).toBe('no-cache');
    }
  });

  test('answers 304 without a body to a browser that has the same bytes', async () => {
    const etag = (await get('/da')).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await get('/da', { 'if-none-match': known });
      expect(response.status, known).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    expect((await get('/da', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('gives each encoding of a file a tag of its own', async () => {
    const tags = ['br', 'gzip', 'identity'].map(
      async (encoding) => (await get('/da', { 'accept-encoding': encoding })).headers.get('etag') ?? '',
    );
    expect(new Set(await Promise.all(tags)).size).toBe(3);
  });
});

describe('encodings', () => {
  test('sends the smallest form the browser takes, and says that it chose', async () => {
    const response = await get('/da', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(brotliDecompressSync(bytes).toString()).toBe(fileText('da.html'));
  });

  test('falls back to gzip, and to the plain bytes', async () => {
    const gzip = await get('/da', { 'accept-encoding': 'gzip' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(new Uint8Array(await gzip.arrayBuffer())).toString()).toBe(fileText('da.html'));
    const plain = await get('/da', { 'accept-encoding': 'zstd' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(fileText('da.html'));
  });

  test('does not speak of a choice where there was none', async () => {
    const response = await get('/_app/immutable/assets/sans.a1b2c3.woff2', { 'accept-encoding': 'br' });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('vary')).toBeNull();
  });
});

describe('what is not there', () => {
  test('shows the page of the app to someone who opened an unknown address', async () => {
    const response = await get('/da/nowhere', { accept: 'text/html,application/xhtml+xml;q=0.9' });
    expect(response.status).toBe(404);
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('vary')).toBe('accept-encoding, accept');
    expect(await response.text()).toBe(fileText('404.html'));
  });

  test('tells a program in the words of the contract', async () => {
    const response = await get('/da/nowhere', { accept: 'application/json' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ error: 'not-found' });
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/da/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%252e%252e%252fsecret.txt',
    '//secret.txt',
    '/da/day.html',
    '/da.html.br',
    '/.env',
    '/.vite/manifest.json',
    '/_app/immutable/entry/start.a1b2c3.js.map',
    '/_app/immutable/entry/',
    '/service-worker.js/',
    '/__proto__',
    '/constructor',
    `/secret.txt%00.html`,
  ])('does not give out %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'not-found' });
  });

  test('never redirects to another host', async () => {
    for (const path of ['//evil.example/', '//evil.example/da/', '/\\evil.example/', '/%2fevil.example/']) {
      expect((await get(`http://localhost${path}`)).status, path).toBe(404);
    }
  });

  test('refuses a path that is no text', async () => {
    for (const method of ['GET', 'POST']) {
      const response = await app.request('/%zz', { method });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: 'bad-request' });
    }
  });

  test('says that there is no built app in an empty folder', () => {
    const missing = join(dirname(webDir), 'missing');
    const created = createApp({
      webDir: missing,
      version: '1',
      tls: false,
      isStopping: () => false,
      onBug: () => {},
    });
    expect(created).toEqual({ ok: false, error: { tag: 'no-built-site', webDir: missing } });
  });
});

describe('methods and bodies', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s and says what is allowed', async (method) => {
    for (const path of ['/', '/da/day', '/da/day/', '/health', '/service-worker.js']) {
      const response = await app.request(path, { method });
      expect(response.status, path).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(await response.json()).toEqual({ error: 'method-not-allowed' });
    }
    expect((await app.request('/nowhere', { method })).status).toBe(404);
  });

  test('refuses a body over the limit, announced or not', async () => {
    const announced = await app.request('/health', {
      method: 'POST',
      headers: { 'content-length': String(largestBody + 1) },
      body: 'x',
    });
    const streamed = await app.request('/health', {
      method: 'POST',
      body: new Blob([new Uint8Array(largestBody + 1)]).stream(),
      duplex: 'half',
    } as RequestInit);
    for (const response of [announced, streamed]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ error: 'body-too-large' });
    }
    const withinLimit = await app.request('/health', { method: 'POST', body: new Uint8Array(largestBody) });
    expect(withinLimit.status).toBe(405);
  });
});

test('says what it is and which version', async () => {
  const response = await get('/health');
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({ server: 'ballast', version: '1.2.3' });
});

describe('headers', () => {
  const responses = async (from: typeof app) => ({
    page: await from.request('/da'),
    serviceWorker: await from.request('/service-worker.js'),
    worker: await from.request('/_app/immutable/workers/vault.worker-a1b2c3.js'),
    picture: await from.request('/favicon.svg'),
    health: await from.request('/health'),
    redirect: await from.request('/da/'),
    unchanged: await from.request('/da', { headers: { 'if-none-match': '*' } }),
    missing: await from.request('/nowhere'),
    missingPage: await from.request('/nowhere', { headers: { accept: 'text/html' } }),
    wrongMethod: await from.request('/da', { method: 'POST' }),
    wrongPath: await from.request('/%zz'),
    tooLarge: await from.request('/da', { method: 'POST', body: new Uint8Array(largestBody + 1) }),
  });

  test('every document, Worker and refusal carries the strict ones, and none sets a cookie', async () => {
    for (const [name, { headers }] of Object.entries(await responses(app))) {
      expect(headers.get('content-security-policy'), name).toMatch(/^default-src 'none'; script-src 'self'/);
      expect(headers.get('content-security-policy'), name).not.toMatch(/unsafe-(inline|eval)/);
      expect(headers.get('content-security-policy'), name).toMatch(/frame-ancestors 'none'$/);
      expect(headers.get('x-content-type-options'), name).toBe('nosniff');
      expect(headers.get('referrer-policy'), name).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy'), name).toBe('same-origin');
      expect(headers.get('permissions-policy'), name).toContain('camera=()');
      expect(headers.get('permissions-policy'), name).toContain('publickey-credentials-get=(self)');
      expect(headers.get('cache-control'), name).not.toBeNull();
      expect(headers.get('set-cookie'), name).toBeNull();
      expect(headers.get('strict-transport-security'), name).toBeNull();
    }
  });

  test.each(['entry/start.a1b2c3.js', 'assets/app.a1b2c3.css', 'assets/sans.a1b2c3.woff2'])(
    'leaves out of %s what binds only documents and Workers, and keeps the rest',
    async (name) => {
      const { headers } = await get(`/_app/immutable/${name}`);
      expect(headers.get('content-security-policy')).toBeNull();
      expect(headers.get('permissions-policy')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  test('asks for HTTPS only where TLS stands in front', async () => {
    for (const [name, { headers }] of Object.entries(await responses(createSampleApp({ tls: true })))) {
      expect(headers.get('strict-transport-security'), name).toBe('max-age=31536000');
    }
  });

  test('lets a page run its own inline code and no other', async () => {
    const policy = (await get('/da')).headers.get('content-security-policy') ?? '';
    const directive = (name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `));
    expect(directive('script-src')).toBe(`script-src 'self' ${sha256Source(sampleScript)}`);
    expect(directive('style-src')).toBe(`style-src 'self' ${sha256Source(sampleStyle)}`);
  });

  test('lets the Argon2id Worker, and nothing else, compile WebAssembly', async () => {
    const worker = await get('/_app/immutable/workers/argon2-worker-a1b2c3.js');
    expect(worker.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(worker.headers.get('content-security-policy')).toContain("connect-src 'self';");
    const others = ['/', '/service-worker.js', '/_app/immutable/entry/start.a1b2c3.js', '/404.html', '/health'];
    const alike = ['/_app/immutable/assets/argon2-worker-a1b2c3.css', '/argon2/other.js', '/argon2'];
    for (const path of [...others, ...alike]) {
      expect((await get(path)).headers.get('content-security-policy') ?? '', path).not.toContain('wasm-unsafe-eval');
    }
  });
});

describe('trouble', () => {
  test('refuses new requests once it is stopping, and closes their connection', async () => {
    const response = await createSampleApp({ isStopping: () => true }).request('/da');
    expect(response.status).toBe(503);
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toEqual({ error: 'server-stopping' });
  });

  test('tells where a bug showed, and nothing that came with the request', async () => {
    const told: string[] = [];
    const breaking = createSampleApp({
      onBug: (place) => told.push(place),
      isStopping: () => {
        throw new TypeError('my secret\n    at secret line');
      },
    });
    const response = await breaking.request('/da?word=secret');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'server-failed' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^TypeError at .*app\.test\.ts:\d+:\d+/);
    expect(told[0]).not.toContain('secret');
  });
});
