import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildWhenStale } from './build-when-stale.ts';

// A project of its own, whose build copies one source into the app and counts how often it ran.
const buildScript = `
const { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
appendFileSync('runs', 'x');
writeFileSync('environment', [process.env.NODE_ENV, process.env.VITEST].join(' '));
rmSync('build/web', { recursive: true, force: true });
mkdirSync('build/web', { recursive: true });
const source = readFileSync('web/page.txt', 'utf8');
if (source === 'half') { writeFileSync('build/web/index.html', 'half'); console.log('told by the build'); process.exit(1); }
writeFileSync('build/web/index.html', source);
`;

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ballast-build-'));
  said = [];
  write('package.json', '{"scripts":{"build":"node build.cjs"}}');
  write('build.cjs', buildScript);
  write('web/page.txt', 'first');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
const build = (signal?: AbortSignal) => buildWhenStale({ root, say: (line) => said.push(line), signal });
const page = () => readFileSync(join(root, 'build/web/index.html'), 'utf8');
const runs = () => readFileSync(join(root, 'runs'), 'utf8').length;

test('builds what was never built, and then leaves it alone', async () => {
  expect(await build()).toBe('built');
  expect(await build()).toBe('fresh');
  expect([page(), runs()]).toEqual(['first', 1]);
});

test.each([
  ['a changed file', 'web/page.txt'],
  ['a new file', 'core/new.ts'],
  ['another lock file', 'package-lock.json'],
  ['another build configuration', 'vite.config.ts'],
])('builds again after %s', async (_, name) => {
  await build();
  write(name, 'second');
  expect(await build()).toBe('built');
  expect(runs()).toBe(2);
});

test('builds again for another place to ask for lockers', async () => {
  await build();
  vi.stubEnv('BALLAST_API', 'https://ballast.example.org');
  expect(await build()).toBe('built');
  expect(await build()).toBe('fresh');
});

test('builds for people, also when a test asks for it', async () => {
  await build();
  expect(readFileSync(join(root, 'environment'), 'utf8')).toBe('production ');
});

test('does not build again for a test, or for what is no source', async () => {
  await build();
  write('core/new.test.ts', 'test');
  write('server/main.ts', 'server');
  write('web/.cache', 'cache');
  expect(await build()).toBe('fresh');
});

test('keeps the old app when the sources do not build, says so, and tries again next time', async () => {
  await build();
  write('web/page.txt', 'half');
  expect(await build()).toBe('kept-old');
  expect(page()).toBe('first');
  expect(said.at(-1)).toBe('told by the build\nthe build failed; the app from before it is kept');
  expect(await build()).toBe('kept-old');
  write('web/page.txt', 'first');
  expect(await build()).toBe('fresh');
  write('web/page.txt', 'mended');
  expect(await build()).toBe('built');
  expect(page()).toBe('mended');
});

test('leaves no half app behind when the very first build fails', async () => {
  write('web/page.txt', 'half');
  expect(await build()).toBe('failed');
  expect(existsSync(join(root, 'build/web'))).toBe(false);
});

test('takes back the old app after a build that was cut off', async () => {
  await build();
  write('build/web-before/index.html', page());
  write('build/web/index.html', 'cut');
  expect(await build()).toBe('fresh');
  expect(page()).toBe('first');
});

test('takes over from a builder that died, and lets two builders take turns', async () => {
  write('build/building.pid', '999999999');
  expect((await Promise.all([build(), build()])).toSorted()).toEqual(['built', 'fresh']);
  expect(runs()).toBe(1);
});

test('ends the build when told to stop', async () => {
  const stopping = new AbortController();
  write('build.cjs', 'require("node:fs").writeFileSync("began", ""); setInterval(() => {}, 1000)');
  const outcome = build(stopping.signal);
  await vi.waitUntil(() => existsSync(join(root, 'began')), { timeout: 10_000 });
  stopping.abort();
  expect(await outcome).toBe('failed');
  expect(said.at(-1)).toBe('the build was stopped, and there is no earlier app to keep');
});

test('says so when npm itself cannot be found', async () => {
  vi.stubEnv('PATH', '');
  expect(await build()).toBe('failed');
  expect(said.at(-1)).toContain('ENOENT');
});
