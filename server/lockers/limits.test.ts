import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { hashOf } from '#vault/public/hash.ts';
import type { Database } from '../store/database.ts';
import { addVoucher } from '../store/spaces.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { LockerOptions } from './options.ts';
import { sampleDevice, sampleHex } from './sample-device.ts';
import { deviceWithLocker, errorOf, sampleLockers } from './sample-lockers.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballast-limits-'));
let database: Database;
let now = Date.UTC(2026, 10, 28);
let app: Hono;

const limited = (limits: LockerOptions['limits'], more: Partial<LockerOptions> = {}) =>
  sampleLockers(database, { now: () => now, limits, ...more });

beforeAll(async () => {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  database = opened.value;
});
beforeEach(() => void (app = limited({ rate: 1, isBehindProxy: true })));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const askFrom = (address: string, path: string, body: unknown, to = app) =>
  to.request(path, { method: 'POST', headers: { 'x-forwarded-for': address }, body: JSON.stringify(body) });

const statuses = async (count: number, ask: () => Response | Promise<Response>) => {
  const found: Record<number, number> = {};
  for (let asked = 0; asked < count; asked++) {
    const { status } = await ask();
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
};

test.each([routes.challenge, routes.locker, routes.session, routes.pairingAsk, routes.pairingAnswered])(
  'asks for %s without a session come sixty a minute from one address, and the others go on',
  async (path) => {
    const ask = (address = '192.0.2.1') => askFrom(address, path, {});
    expect(await statuses(62, ask)).toEqual({ 400: 60, 429: 2 });
    const refused = await ask();
    expect([refused.headers.get('retry-after'), await errorOf(refused)]).toEqual([
      '1',
      { status: 429, error: 'too-many', at: 1 },
    ]);
    expect((await ask('192.0.2.2')).status).toBe(400);
    // What is asked elsewhere has a bucket of its own.
    expect((await askFrom('192.0.2.1', routes.pull, {})).status).toBe(401);
    now += 1_000;
    expect(await statuses(2, ask)).toEqual({ 400: 1, 429: 1 });
  },
);

test('all requests come six hundred a minute from one network', async () => {
  let host = 0;
  const ask = () => askFrom(`2001:db8::${(host++).toString(16)}`, routes.pull, {});
  expect(await statuses(605, ask)).toEqual({ 401: 600, 429: 5 });
  expect((await askFrom('2001:db8:0:1::1', routes.pull, {})).status).toBe(401);
});

test('what is sealed comes three hundred times a minute into one space', async () => {
  const [phone, neighbour] = [await deviceWithLocker(app), await deviceWithLocker(app)];
  const each = [routes.push, routes.manifest, routes.segment] as const;
  let turn = 0;
  const from = (device: typeof phone) =>
    device.post(each[turn++ % 3]!, {}, { 'x-forwarded-for': `198.51.100.${turn % 250}` });
  expect(await statuses(302, () => from(phone))).toEqual({ 400: 300, 429: 2 });
  expect((await from(neighbour)).status).toBe(400);
  expect((await phone.pull(0)).status).toBe(204);
});

test('where everybody may make a locker, ten come from one address in an hour', async () => {
  const make = async () => (await sampleDevice(app)).makeLocker();
  expect(await statuses(11, make)).toEqual({ 204: 10, 429: 1 });
  expect(await errorOf(await make())).toEqual({ status: 429, error: 'too-many', at: 360 });
  now += 360_000;
  expect(await statuses(2, make)).toEqual({ 204: 1, 429: 1 });
});

test('whoever has a voucher is not held back by the others in the room', async () => {
  app = limited({ rate: 1, isBehindProxy: false }, { policy: 'voucher' });
  const make = async () => {
    const voucher = sampleHex(32);
    await addVoucher(database, await hashOf(new Uint8Array(Buffer.from(voucher, 'hex'))), now + 1);
    return (await sampleDevice(app)).makeLocker({ voucher });
  };
  expect(await statuses(25, make)).toEqual({ 204: 25 });
});

test('the host can double all limits, and turn them off', async () => {
  app = limited({ rate: 2, isBehindProxy: false });
  expect(await statuses(122, () => askFrom('', routes.challenge, {}))).toEqual({ 400: 120, 429: 2 });
  app = limited(undefined);
  expect(await statuses(700, () => askFrom('', routes.challenge, {}))).toEqual({ 400: 700 });
});

test('an address is that of the connection, unless a proxy is known to stand before it', async () => {
  app = limited({ rate: 1, isBehindProxy: false });
  let host = 0;
  expect(await statuses(62, () => askFrom(`192.0.2.${host++}`, routes.challenge, {}))).toEqual({ 400: 60, 429: 2 });
});
