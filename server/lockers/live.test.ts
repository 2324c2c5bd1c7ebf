import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { routes } from '#contract/routes.ts';
import type { Database } from '../store/database.ts';
import { openSqlite } from '../store/sqlite.ts';
import { createLiveApp } from './live-app.ts';
import { createLive, type Live, type LiveOptions } from './live.ts';
import { createLockersApp } from './lockers-app.ts';
import type { LockerOptions } from './options.ts';
import { sampleDevice } from './sample-device.ts';
import { follow } from './sample-follower.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballast-live-'));
const opened: Live[] = [];
let database: Database;
let now = Date.UTC(2026, 10, 28);

beforeAll(async () => {
  const store = await openSqlite(folder);
  if (!store.ok) throw new Error(store.error.tag);
  database = store.value;
});
afterEach(() => opened.splice(0).forEach((live) => live.close()));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function start(more: Partial<LiveOptions> = {}) {
  const options: LockerOptions = {
    database,
    policy: 'open',
    largestSpace: 1e8,
    months: 24,
    now: () => now,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  };
  const live = createLive(options, { mostStreams: 100, tickMs: 5, ...more });
  opened.push(live);
  const app = new Hono();
  app.route('/', createLockersApp(options, { tls: false }));
  app.route('/', createLiveApp(options, live, { tls: false }));
  return { app, live };
}

async function newDevice(app: Hono, space?: string) {
  const device = await sampleDevice(app, space);
  if (space === undefined) expect((await device.makeLocker()).status).toBe(204);
  return device;
}

async function newPhone(app: Hono) {
  const phone = await newDevice(app);
  expect((await phone.openSession()).status).toBe(200);
  return phone;
}

async function newComputer(app: Hono, phone: Awaited<ReturnType<typeof newPhone>>) {
  const computer = await newDevice(app, phone.space);
  const { device, signKey } = computer;
  expect((await phone.post(routes.device, { device, signKey })).status).toBe(204);
  expect((await computer.openSession()).status).toBe(200);
  return computer;
}

test('says at once where the space stands, and then whenever something came into it', async () => {
  const { app, live } = start();
  const [phone, neighbour] = [await newPhone(app), await newPhone(app)];
  const chain = await phone.sealChain(3);
  await phone.push(chain.slice(0, 1));
  const [followed, other] = [await follow(phone), await follow(neighbour)];
  await vi.waitUntil(() => followed.cursors.length === 1);
  await phone.push(chain.slice(1));
  await vi.waitUntil(() => followed.cursors.length === 2);
  // Nothing new: nothing is said.
  await phone.push(chain.slice(1));
  await phone.post(routes.seen, { cursor: 3 });
  await neighbour.push(await neighbour.sealChain(1));
  await vi.waitUntil(() => other.cursors.length === 2);
  expect([followed.cursors, other.cursors]).toEqual([
    [1, 3],
    [0, 1],
  ]);
  await followed.leave();
  await vi.waitUntil(() => live.count() === 1);
});

test('is an answer that nobody between keeps back', async () => {
  const { app } = start();
  const { answer } = await follow(await newPhone(app));
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  expect(answer.headers.get('content-encoding')).toBe(null);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
});

test('puts together what comes in a hurry', async () => {
  const { app } = start();
  const phone = await newPhone(app);
  const followed = await follow(phone);
  await vi.waitUntil(() => followed.cursors.length === 1);
  const began = performance.now();
  for (const one of await phone.sealChain(60)) await phone.push([one]);
  await vi.waitUntil(() => followed.cursors.at(-1) === 60);
  const hundreds = Math.ceil((performance.now() - began) / 100);
  expect(followed.cursors.length).toBeLessThanOrEqual(hundreds + 2);
});

test('keeps nothing for a reader that does not read, and gives it the newest when it does', async () => {
  const { app } = start();
  const phone = await newPhone(app);
  const answer = await phone.post(routes.live, {});
  const reader = answer.body!.getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toBe('event: cursor\ndata: 0\n\n');
  for (const one of await phone.sealChain(20)) {
    await phone.push([one]);
    await vi.waitUntil(async () => (await phone.pull(one.header.seq)).status === 204);
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  // One that was already on its way, or a beat, and then the last.
  const rest: string[] = [];
  while (rest.at(-1) !== 'event: cursor\ndata: 20\n\n') rest.push(await next());
  expect(rest.length).toBeLessThanOrEqual(2);
});

test('shows that the line is alive', async () => {
  const { app } = start();
  const followed = await follow(await newPhone(app));
  await vi.waitUntil(() => followed.beats() > 2);
  expect(followed.cursors).toEqual([0]);
});

test('ends when the session is over, and not before', async () => {
  const { app, live } = start();
  const phone = await newPhone(app);
  now += 10 * 60_000;
  const first = await follow(phone);
  await phone.openSession();
  const second = await follow(phone);
  now += 5 * 60_000;
  expect(await first.ended).toBe('ended');
  expect(live.count()).toBe(1);
  await phone.push(await phone.sealChain(1));
  await vi.waitUntil(() => second.cursors.at(-1) === 1);
});

test('ends for a device that leaves, for all when the space is erased, and when the server stops', async () => {
  const { app, live } = start();
  const phone = await newPhone(app);
  const computer = await newComputer(app, phone);
  const [onPhone, onComputer] = [await follow(phone), await follow(computer)];
  await phone.post(routes.deviceState, { device: computer.device, state: 'left' });
  expect(await onComputer.ended).toBe('ended');
  expect((await follow(computer)).answer.status).toBe(401);
  expect(live.count()).toBe(1);
  await phone.post(routes.erase, {});
  expect(await onPhone.ended).toBe('ended');

  const another = await follow(await newPhone(app));
  live.close();
  expect(await another.ended).toBe('ended');
  expect(live.count()).toBe(0);
});

test('has room for sixteen in one space; a device that comes back takes its own place', async () => {
  const { app, live } = start();
  const phone = await newPhone(app);
  const computer = await newComputer(app, phone);
  const followed = [];
  for (let each = 0; each < 16; each++) followed.push(await follow(phone));
  const refused = await follow(computer);
  expect(refused.answer.status).toBe(429);
  expect(refused.answer.headers.get('retry-after')).toBe('60');
  expect(await refused.answer.json()).toEqual({ error: 'too-many', at: 60 });
  expect((await follow(phone)).answer.status).toBe(200);
  expect(await followed[0]?.ended).toBe('ended');
  expect(live.count()).toBe(16);
});

test('has room for so many in all as the operator says', async () => {
  const { app } = start({ mostStreams: 2 });
  expect((await follow(await newPhone(app))).answer.status).toBe(200);
  expect((await follow(await newPhone(app))).answer.status).toBe(200);
  expect((await follow(await newPhone(app))).answer.status).toBe(429);
});
