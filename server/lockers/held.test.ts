import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullHeaders, routes, type HeldAnswer } from '#contract/routes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import type { Database } from '../store/database.ts';
import { createPushing } from '../store/push-operations.ts';
import { sampleChain } from '../store/sample-operations.ts';
import { SAMPLE_STORES } from '../store/sample-stores.ts';
import { sampleDevice } from './sample-device.ts';
import { deviceWithLocker, errorOf, sampleLockers } from './sample-lockers.ts';

const now = Date.UTC(2026, 10, 28);

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let app: Hono;
  let database: Database;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, stop } = await open());
    app = sampleLockers(database, { now: () => now });
  }, 60_000);
  afterAll(() => stop());

  const latestOf = (answer: Response) => answer.headers.get(pullHeaders.latest);

  test('every poll says which cursor was the last, also one with nothing new', async () => {
    const phone = await deviceWithLocker(app);
    const poll = (after: number) => phone.post(routes.pull, { after });
    expect([(await poll(0)).status, latestOf(await poll(0))]).toEqual([204, '0']);
    await phone.push(await phone.sealChain(3));
    expect([(await poll(0)).status, latestOf(await poll(0))]).toEqual([200, '3']);
    expect([(await poll(2)).status, latestOf(await poll(2))]).toEqual([200, '3']);
    expect([(await poll(3)).status, latestOf(await poll(3))]).toEqual([204, '3']);
  });

  test('nobody waits for a key that only comes in need before what is in a segment is pruned', async () => {
    const phone = await deviceWithLocker(app);
    const onPaper = await sampleDevice(app, phone.space);
    const { device, signKey } = onPaper;
    const left = { device, signKey, state: 'left' };
    expect(await errorOf(await phone.post(routes.device, left))).toEqual({ status: 400, error: 'bad-request' });
    expect((await phone.post(routes.device, { device, signKey, state: 'dormant' })).status).toBe(204);
    expect((await onPaper.openSession()).status).toBe(200);
    const chain = await phone.sealChain(4);
    await phone.push(chain);
    await phone.putSegment(chain);
    await phone.post(routes.seen, { cursor: 5 });
    expect((await phone.pull(0)).hashes.length).toBe(1);
  });

  test('a device is shown everything that is held of its space, but not what is sealed', async () => {
    const phone = await deviceWithLocker(app);
    const computer = await sampleDevice(app, phone.space);
    await phone.post(routes.device, { device: computer.device, signKey: computer.signKey });
    const manifest = await phone.seal('manifest', 0, NO_HASH);
    await phone.appendManifest(manifest);
    const chain = await phone.sealChain(2);
    await phone.push(chain);
    await phone.putSegment(chain);
    await phone.post(routes.deviceState, { device: computer.device, state: 'left' });
    await phone.post(routes.seen, { cursor: 4 });
    const held = (await (await phone.post(routes.held, { after: 0 })).json()) as HeldAnswer;
    expect(held).toMatchObject({ madeAt: now, touchedAt: now, hasMore: false });
    expect(held.bytes).toBe(held.sealed.reduce((sum, { size }) => sum + (size ?? 0), 0));
    expect(held.devices.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      { device: phone.device, state: 'active', addedAt: now, cameAt: now, seen: 4 },
      { device: computer.device, state: 'left', addedAt: now, cameAt: now, seen: 0 },
    ]);
    const { device } = phone;
    const thing = (kind: string, cursor: number, seq: number) => ({ kind, cursor, device, seq, firstSeq: seq });
    expect(held.sealed).toEqual([
      { ...thing('manifest', 1, 0), device: '', hash: manifest.hash, size: manifest.bytes.length },
      { ...thing('operation', 2, 1), hash: chain[0]!.hash, size: null },
      { ...thing('operation', 3, 2), hash: chain[1]!.hash, size: null },
      {
        ...thing('segment', 4, 2),
        firstSeq: 1,
        hash: (await phone.pull(3)).hashes[0],
        size: expect.any(Number) as number,
      },
    ]);
    expect(await errorOf(await computer.post(routes.held, { after: 0 }))).toMatchObject({ status: 401 });
  });

  test('a locker lets in thirty-two devices, and another when one has left', async () => {
    const phone = await deviceWithLocker(app);
    const add = async (state = 'active') => {
      const { device, signKey } = await sampleDevice(app, phone.space);
      return { device, answer: await phone.post(routes.device, { device, signKey, state }) };
    };
    const added = [await add('dormant')];
    while (added.length < 31) added.push(await add());
    expect(added.every(({ answer }) => answer.status === 204)).toBe(true);
    const tooMany = { status: 409, error: 'too-many-devices' };
    expect(await errorOf((await add()).answer)).toEqual(tooMany);
    expect(await errorOf((await add('dormant')).answer)).toEqual(tooMany);
    await phone.post(routes.deviceState, { device: added[3]!.device, state: 'left' });
    expect((await add()).answer.status).toBe(204);
    expect(await errorOf((await add()).answer)).toEqual(tooMany);
  });

  test('what is held comes in pages', async () => {
    const phone = await deviceWithLocker(app);
    const [first, ...more] = sampleChain(501, 600);
    const { space, device } = phone;
    const signature = new Uint8Array(64);
    await createPushing(database)({ space, device, operations: [first!, ...more], signature, now, largestSpace: 1e9 });
    const page = async (after: number) => {
      const held = (await (await phone.post(routes.held, { after })).json()) as HeldAnswer;
      return [held.sealed.length, held.sealed.at(-1)?.cursor, held.hasMore];
    };
    expect(await page(0)).toEqual([500, 500, true]);
    expect(await page(1)).toEqual([500, 501, false]);
    expect(await page(500)).toEqual([1, 501, false]);
    expect(await page(501)).toEqual([0, undefined, false]);
  });
});
