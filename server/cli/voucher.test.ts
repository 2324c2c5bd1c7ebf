import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { sampleDevice } from '../lockers/sample-device.ts';
import { runServerProcess } from '../run-server-process.ts';
import { writeSampleSite } from '../write-sample-site.ts';
import { ballast } from './sample-command.ts';

const main = join(import.meta.dirname, '../main.ts');

async function startWithVouchers() {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-voucher-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { BALLAST_DATA: folder, BALLAST_LOCKERS: 'voucher', BALLAST_WEB: writeSampleSite() };
  const server = await runServerProcess([process.execPath, main], env);
  onTestFinished(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
  });
  const request = (path: string, init?: RequestInit) => fetch(new URL(path, server.url), init);
  return { folder, app: { request } as Pick<Hono, 'request'> };
}

test(
  'prints vouchers that a running server takes, each once, while devices push to it',
  { timeout: 60_000 },
  async () => {
    const { folder, app } = await startWithVouchers();
    const first = await ballast(['voucher', '--days', '2'], { BALLAST_DATA: folder });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^([0-9a-f]{8}-){7}[0-9a-f]{8}\n$/);
    const voucher = first.stdout.trim().replaceAll('-', '');
    const phone = await sampleDevice(app);
    expect((await phone.makeLocker({ voucher })).status).toBe(204);
    expect((await (await sampleDevice(app)).makeLocker({ voucher })).status).toBe(403);
    expect((await phone.openSession()).status).toBe(200);

    // Both write at once, and neither stands in the way of the other.
    const chain = await phone.sealChain(150);
    const pushing = (async () => {
      const answers = new Set<number>();
      for (const one of chain) answers.add((await phone.push([one])).status);
      return [...answers];
    })();
    const app2 = 'https://app.example.org';
    const [statuses, many] = await Promise.all([
      pushing,
      ballast(['voucher', '--count', '300', '--app', app2], { BALLAST_DATA: folder }),
    ]);
    expect(statuses).toEqual([200]);
    expect(many).toMatchObject({ code: 0, stderr: '' });
    const links = many.stdout.trim().split('\n');
    expect(new Set(links).size).toBe(300);
    expect(links.every((link) => /^https:\/\/app\.example\.org\/#voucher=[0-9a-f]{64}$/.test(link))).toBe(true);
    const last = await sampleDevice(app);
    expect((await last.makeLocker({ voucher: links.at(-1)!.split('=')[1]! })).status).toBe(204);
  },
);

test('makes the store of a folder that has none yet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-voucher-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (let time = 0; time < 2; time++)
    expect(await ballast(['voucher'], { BALLAST_DATA: join(folder, 'data') })).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  [['voucher', '--days', '0'], '--days must be'],
  [['voucher', '--count', 'many'], '--count must be'],
  [['voucher', '--app', 'https://app.example.org/'], '--app must be'],
  [['voucher', '--week', '1'], "Unknown option '--week'"],
  [['backup'], 'the name of one file'],
  [['restore', 'a', 'b'], 'the name of one file'],
  [['verify', 'ballast.example.org'], 'one address'],
  [['toString'], 'voucher'],
  [[], 'voucher'],
])('says how it is asked, for %j', async (args, words) => {
  const asked = await ballast(args, { BALLAST_DATA: join(tmpdir(), 'ballast-never-made') });
  expect(asked).toMatchObject({ code: 2, stdout: '' });
  expect(asked.stderr).toContain(words);
});

test('says which setting is wrong', async () => {
  const asked = await ballast(['check'], { DATABASE_URL: 'mysql://x' });
  expect(asked).toMatchObject({ code: 1, stderr: expect.stringMatching(/^DATABASE_URL must be/) as string });
});
