import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../app.ts';
import { startServer } from '../start-server.ts';
import { listSite } from '../site-manifest.ts';
import { writeSampleSite } from '../write-sample-site.ts';
import { ballast } from './sample-command.ts';

const built = writeSampleSite();
const manifest = join(dirname(built), 'web.manifest.json');
writeFileSync(manifest, JSON.stringify(listSite(built)));

/** A server that hands out the build as `change` leaves it. */
async function serve(
  change: (webDir: string) => void = () => undefined,
  headers: Readonly<Record<string, string>> = {},
) {
  const webDir = join(mkdtempSync(join(tmpdir(), 'ballast-served-')), 'web');
  onTestFinished(() => rmSync(dirname(webDir), { recursive: true }));
  cpSync(built, webDir, { recursive: true });
  change(webDir);
  const app = createApp({ webDir, version: '1', tls: false, isStopping: () => false, onBug: () => undefined });
  if (!app.ok) throw new Error(app.error.tag);
  const around = new Hono();
  around.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
  around.route('/', app.value);
  const started = await startServer({ fetch: around.fetch, host: '127.0.0.1', port: 0, tls: false });
  if (!started.ok) throw new Error(started.error.tag);
  onTestFinished(() => started.value.stop({ graceMs: 100 }));
  return started.value.url;
}

const verify = (url: string) => ballast(['verify', url, '--manifest', manifest]);
const put = (webDir: string, name: string, text: string) => {
  mkdirSync(dirname(join(webDir, name)), { recursive: true });
  writeFileSync(join(webDir, name), text);
};

test('finds that all is served as it was built, and says what it cannot know', async () => {
  const verified = await verify(await serve());
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(verified.stdout).toMatch(/^All \d+ files are those that were built\.\n/);
  expect(verified.stdout).toContain('It cannot say what it hands to others');
});

test('finds one changed file, and what it loads besides', async () => {
  const changed = await verify(
    await serve((webDir) => {
      const page = readFileSync(join(webDir, 'da/day.html'), 'utf8');
      const text = page.replace('</body>', '<script src="https://evil.example/x.js"></script></body>');
      put(webDir, 'da/day.html', text);
    }),
  );
  expect(changed.code).toBe(1);
  expect(changed.stderr).toMatch(/^differs {2}\/da\/day {2}\d+ bytes\n/);
  expect(changed.stderr).toContain('loads  /da/day  https://evil.example/x.js\n');
  expect(changed.stdout).toMatch(/^\d differences in/);
});

test('finds a change that only a browser gets', async () => {
  const changed = await verify(
    await serve((webDir) => {
      const script = brotliCompressSync('self.addEventListener("fetch", () => import("./more.js"));');
      writeFileSync(join(webDir, 'service-worker.js.br'), script);
    }),
  );
  expect(changed.code).toBe(1);
  expect(changed.stderr).toMatch(
    /^differs {2}\/service-worker\.js {2}\d+ bytes\nloads {2}\/service-worker\.js {2}\S+\/more\.js\n$/,
  );
});

test('finds what is missing, and headers that load something', async () => {
  const missing = await verify(await serve((webDir) => rmSync(join(webDir, 'manifest.webmanifest'))));
  expect(missing).toMatchObject({ code: 1, stderr: 'missing  /manifest.webmanifest  404\n' });
  const loading = await verify(await serve(undefined, { link: '<https://evil.example/x.css>; rel=stylesheet' }));
  expect(loading.code).toBe(1);
  expect(loading.stderr).toContain('loads  /da  link: <https://evil.example/x.css>; rel=stylesheet\n');
});

test('says so when nobody answers, and when there is no list', async () => {
  const silent = await verify('http://127.0.0.1:9');
  expect(silent.code).toBe(1);
  expect(silent.stderr).toContain('unreachable  /da\n');
  const without = await ballast(['verify', 'http://127.0.0.1:9', '--manifest', join(built, 'index.html')]);
  expect(without.code).toBe(2);
  expect(without.stderr).toContain('There is no list of a build.');
});
