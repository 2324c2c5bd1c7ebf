import { setTimeout as pauseFor } from 'node:timers/promises';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { routes } from '#contract/routes.ts';
import type { Heard, Notices } from '../store/notices.ts';
import { openPostgres } from '../store/postgres.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { createLiveApp } from './live-app.ts';
import { createLive } from './live.ts';
import { createLockersApp } from './lockers-app.ts';
import type { LockerOptions } from './options.ts';
import { sampleDevice } from './sample-device.ts';
import { follow } from './sample-follower.ts';
import { deviceWithLocker, errorOf, sampleRandomBytes } from './sample-lockers.ts';
import { startServerOnPostgres } from './sample-server-on-postgres.ts';

const WAYS_TO_GO = process.platform === 'linux' ? (['kill', 'crash'] as const) : (['crash'] as const);
const LOCKERS = 4;
/** Longer than the pause after which a lost database is asked again. */
const AWAY_MS = 2_500;

async function startWithNumbers() {
  const { postgres, server, app } = await startServerOnPostgres({ BALLAST_METRICS_PORT: '0' });
  const numbers = /^metrics +(\S+)$/m.exec(server.output().stdout)?.[1] ?? '';
  const countStreams = async () =>
    Number(/^ballast_streams (\d+)$/m.exec(await (await fetch(numbers)).text())?.[1] ?? Number.NaN);
  return { postgres, server, app, countStreams };
}

/** A locker with two devices, each of which follows it. */
async function followedLocker(app: Parameters<typeof deviceWithLocker>[0]) {
  const phone = await deviceWithLocker(app);
  const computer = await sampleDevice(app, phone.space);
  await phone.post(routes.device, { device: computer.device, signKey: computer.signKey });
  await computer.openSession();
  const streams = [await follow(phone), await follow(computer)];
  const chain = await phone.sealChain(4);
  return { phone, chain, streams };
}

test.each(WAYS_TO_GO)(
  'streams stay open while PostgreSQL is away (%s), and are told what came after',
  { timeout: 90_000 },
  async (howItGoes) => {
    const { postgres, server, app, countStreams } = await startWithNumbers();
    const lockers = await Promise.all(Array.from({ length: LOCKERS }, () => followedLocker(app)));
    const streams = lockers.flatMap((locker) => locker.streams);
    let ended = 0;
    for (const stream of streams) void stream.ended.then(() => (ended += 1));
    const push = async (from: number) =>
      (await Promise.all(lockers.map(({ phone, chain }) => phone.push(chain.slice(from, from + 1))))).map(
        ({ status }) => status,
      );
    const allTold = (cursor: number) =>
      vi.waitUntil(() => streams.every(({ cursors }) => cursors.at(-1) === cursor), { timeout: 15_000 });
    await allTold(0);
    expect(await push(0)).toEqual(lockers.map(() => 200));
    await allTold(1);

    await postgres[howItGoes]();
    const { phone } = lockers[0]!;
    await vi.waitUntil(async () => (await phone.pull(0)).status === 500, { timeout: 15_000 });
    expect(await push(1)).toEqual(lockers.map(() => 500));
    expect(await errorOf(await phone.post(routes.live, {}))).toEqual({ status: 500, error: 'server-failed' });
    await pauseFor(AWAY_MS);
    expect([ended, await countStreams()]).toEqual([0, streams.length]);

    await postgres.startAgain();
    // At once, while the line over which processes hear of each other may still be down.
    expect(await push(1)).toEqual(lockers.map(() => 200));
    await allTold(2);
    expect(await push(2)).toEqual(lockers.map(() => 200));
    await allTold(3);
    expect(streams.map(({ cursors }) => cursors)).toEqual(streams.map(() => [0, 1, 2, 3]));

    // What was tried meanwhile has left nothing behind: neither streams nor connections.
    const late = await follow(phone);
    await vi.waitUntil(() => late.cursors.at(-1) === 3, { timeout: 5_000 });
    expect(await countStreams()).toBe(streams.length + 1);
    const database = await openPostgres(postgres.url);
    onTestFinished(() => database.close());
    const { rows } = await sql`
      select pid from pg_stat_activity where application_name = 'ballast notices'
    `.execute(database.read);
    expect(rows).toHaveLength(1);
    for (const stream of [late, ...streams]) await stream.leave();
    await vi.waitUntil(async () => (await countStreams()) === 0, { timeout: 5_000 });

    expect(server.child.exitCode).toBe(null);
    expect(server.output().stderr).not.toContain('postgres:');
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  },
);

test('what was heard of as the database went is told when it is back', { timeout: 60_000 }, async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const database = await openPostgres(postgres.url);
  let hear: Heard = () => undefined;
  // It hears what this test passes on, and nothing by itself: not even that it was away.
  const notices: Notices = { ...database.notices, listen: (heard) => ((hear = heard), () => undefined) };
  const options: LockerOptions = {
    database: { ...database, notices },
    policy: 'open',
    largestSpace: 1e8,
    months: 24,
    now: () => Date.now(),
    randomBytes: sampleRandomBytes,
  };
  const live = createLive(options, { mostStreams: 10 });
  onTestFinished(async () => {
    live.close();
    await database.close();
  });
  const app = new Hono();
  app.route('/', createLockersApp(options, { tls: false }));
  app.route('/', createLiveApp(options, live, { tls: false }));
  const phone = await deviceWithLocker(app);
  const followed = await follow(phone);
  await vi.waitUntil(() => followed.cursors.at(-1) === 0);
  expect((await phone.push(await phone.sealChain(1))).status).toBe(200);
  await postgres.crash();
  hear(phone.space);
  await pauseFor(AWAY_MS);
  expect([followed.cursors, live.count()]).toEqual([[0], 1]);
  await postgres.startAgain();
  await vi.waitUntil(() => followed.cursors.at(-1) === 1, { timeout: 10_000 });
});
