import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import type { Database } from '../store/database.ts';
import { SAMPLE_STORES } from '../store/sample-stores.ts';
import { sampleDevice, sampleHex } from './sample-device.ts';
import { deviceWithLocker, errorOf, sampleLockers } from './sample-lockers.ts';

const noSession = { status: 401, error: 'no-session' };

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let app: Hono;
  /** Another process on the same data. */
  let otherApp: Hono;
  let database: Database;
  let stop: () => Promise<void>;
  let now = Date.UTC(2026, 10, 28);
  beforeAll(async () => {
    const opened = await open();
    ({ database, stop } = opened);
    app = sampleLockers(database, { now: () => now });
    otherApp = sampleLockers(opened.other, { now: () => now });
  }, 60_000);
  afterAll(() => stop());

  const countUsed = async () => (await database.read.selectFrom('used_challenges').select('hash').execute()).length;

  test('two processes that start at once take the challenges of each other', async () => {
    const [phone, computer] = [await sampleDevice(app), await sampleDevice(otherApp)];
    const [one, two] = await Promise.all([phone.prove(), computer.prove()]);
    const there = await otherApp.request(routes.locker, {
      method: 'POST',
      body: JSON.stringify({ ...one, signKey: phone.signKey }),
    });
    const back = await app.request(routes.locker, {
      method: 'POST',
      body: JSON.stringify({ ...two, signKey: computer.signKey }),
    });
    expect([there.status, back.status]).toEqual([204, 204]);
  });

  test('a challenge costs nothing until somebody signs it', async () => {
    const phone = await deviceWithLocker(app);
    const before = await countUsed();
    for (let count = 0; count < 50; count++) await phone.post(routes.challenge, { space: sampleHex(16) });
    const stranger = await sampleDevice(app, phone.space);
    expect(await errorOf(await stranger.openSession())).toEqual(noSession);
    expect(await countUsed()).toBe(before);
    expect((await phone.openSession()).status).toBe(200);
    expect(await countUsed()).toBe(before + 1);
  });

  test('it is good once, also when it comes to two processes at once', async () => {
    const phone = await deviceWithLocker(app);
    const body = JSON.stringify(await phone.prove());
    const send = async (to: Hono) => (await to.request(routes.session, { method: 'POST', body })).status;
    const all = await Promise.all([send(app), send(otherApp), send(app), send(otherApp)]);
    expect(all.toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401]);
    expect(await send(otherApp)).toBe(401);
  });

  test('it is good for two minutes, and what was used is forgotten after that', async () => {
    const phone = await deviceWithLocker(app);
    const [late, tooLate] = [await phone.prove(), await phone.prove()];
    now += 2 * 60_000 - 1;
    expect((await phone.post(routes.session, late)).status).toBe(200);
    now += 1;
    expect(await errorOf(await phone.post(routes.session, tooLate))).toEqual(noSession);
    await phone.openSession();
    const used = await database.read
      .selectFrom('used_challenges')
      .selectAll()
      .where('space', '=', phone.space)
      .execute();
    expect(used.length).toBe(1);
  });

  test('it is only what this server gave for this space, as it gave it', async () => {
    const phone = await deviceWithLocker(app);
    const neighbour = await deviceWithLocker(app);
    const { challenge } = await neighbour.prove();
    const sign = async (changed: string) => errorOf(await phone.post(routes.session, await phone.proveWith(changed)));
    expect(await sign(challenge)).toEqual(noSession);
    const own = (await phone.prove()).challenge;
    for (let at = 0; at < 32; at++) {
      const changed = hexToBytes(own).map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await sign(Buffer.from(changed).toString('hex')), `byte ${at}`).toEqual(noSession);
    }
    expect((await phone.post(routes.session, await phone.proveWith(own))).status).toBe(200);
  });
});
