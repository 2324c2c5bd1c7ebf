import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../store/database.ts';
import { openPostgres } from '../store/postgres.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { createLiveApp } from './live-app.ts';
import { createLive, type Live } from './live.ts';
import { createLockersApp } from './lockers-app.ts';
import type { LockerOptions } from './options.ts';
import { sampleDevice } from './sample-device.ts';
import { follow } from './sample-follower.ts';

type Process = { readonly app: Hono; readonly live: Live; readonly database: Database };

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let [here, there] = [] as unknown as [Process, Process];

/** As one of several processes on one database has it. */
async function startOne(url: string): Promise<Process> {
  const database = await openPostgres(url);
  const options: LockerOptions = {
    database,
    policy: 'open',
    largestSpace: 1e8,
    months: 24,
    now: () => Date.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  };
  const live = createLive(options, { mostStreams: 100 });
  const app = new Hono();
  app.route('/', createLockersApp(options, { tls: false }));
  app.route('/', createLiveApp(options, live, { tls: false }));
  return { app, live, database };
}

beforeAll(async () => {
  postgres = await startPostgres();
  here = await startOne(postgres.url);
  there = await startOne(postgres.url);
}, 60_000);
afterAll(async () => {
  for (const { live, database } of [here, there]) {
    live.close();
    await database.close();
  }
  await postgres.stop();
});

async function followThere() {
  const phone = await sampleDevice(here.app);
  expect((await phone.makeLocker()).status).toBe(204);
  expect((await phone.openSession()).status).toBe(200);
  // The same device, asking the other process.
  const post: typeof phone.post = (path, body) =>
    there.app.request(path, {
      method: 'POST',
      headers: { authorization: phone.authorization() },
      body: JSON.stringify(body),
    });
  const followed = await follow({ post });
  await vi.waitUntil(() => followed.cursors.length > 0);
  return { phone, followed };
}

/** Cuts the connections over which processes hear of each other; says how many there were. */
async function cutHearing(): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ballast notices'
  `.execute(here.database.read);
  return rows.length;
}

test('tells at one process within two seconds what was pushed at the other', async () => {
  const { phone, followed } = await followThere();
  for (const one of await phone.sealChain(3)) {
    const pushedAt = performance.now();
    await phone.push([one]);
    await vi.waitUntil(() => followed.cursors.at(-1) === one.header.seq, { timeout: 2_000, interval: 10 });
    expect(performance.now() - pushedAt).toBeLessThan(2_000);
  }
});

test('hears again after the connection was cut, and tells what came in between', { timeout: 30_000 }, async () => {
  const { phone, followed } = await followThere();
  const [first, second, third] = await phone.sealChain(3);
  await vi.waitUntil(async () => (await cutHearing()) === 2, { timeout: 5_000 });
  // Whether this one is heard of or missed: the newest is told once the connection is back.
  await phone.push([first!]);
  await vi.waitUntil(() => followed.cursors.at(-1) === 1, { timeout: 10_000 });
  await phone.push([second!]);
  await vi.waitUntil(() => followed.cursors.at(-1) === 2, { timeout: 2_000 });
  expect(await cutHearing()).toBe(2);
  await phone.push([third!]);
  await vi.waitUntil(() => followed.cursors.at(-1) === 3, { timeout: 10_000 });
});
