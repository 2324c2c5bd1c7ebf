import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { addDevice, findDevice, noteSeen } from './devices.ts';
import { eraseExpired } from './erase-expired.ts';
import { openMailbox } from './mailboxes.ts';
import { createPushing } from './push-operations.ts';
import { sampleChain, sampleHash, sampleId } from './sample-operations.ts';
import { SAMPLE_STORES } from './sample-stores.ts';
import { addSession, useChallenge } from './sessions.ts';
import { addVoucher, createSpace, eraseSpace } from './spaces.ts';

const start = Date.UTC(2026, 10, 28);
const day = 86_400_000;
const month = 31 * day;
const signKey = new Uint8Array(65).fill(4);
const isStopping = () => false;

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let store: Database;
  /** Another process on the same data, where there can be one. */
  let other: Database;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ database: store, other, stop } = await open());
  }, 60_000);
  afterAll(() => stop());

  async function newSpace(now: number) {
    const place = { space: sampleId(), device: sampleId() };
    await createSpace(store, { ...place, signKey, voucher: null, now });
    return place;
  }
  const session = (place: { readonly space: string; readonly device: string }, now: number) =>
    addSession(store, { ...place, hash: sampleHash(), expiresAt: now + 900_000, now });
  const push = ({ space, device }: { readonly space: string; readonly device: string }, now: number) => {
    const [first, ...more] = sampleChain(3);
    const batch = { space, device, operations: [first!, ...more] as const, signature: new Uint8Array(64) };
    return createPushing(store)({ ...batch, now, largestSpace: 1e9 });
  };
  const spacesLeft = async () =>
    (await store.read.selectFrom('spaces').select('space').execute()).map((row) => row.space);
  const count = async (table: 'sealed' | 'devices' | 'sessions' | 'used_challenges' | 'mailboxes' | 'vouchers') =>
    (await store.read.selectFrom(table).selectAll().execute()).length;

  test('a device that has not come for 90 days is not waited for, until it reads again', async () => {
    const place = await newSpace(start);
    const computer = { space: place.space, device: sampleId() };
    await addDevice(store, { ...computer, signKey, state: 'active', now: start });
    await push(place, start);
    const stateOf = async () => (await findDevice(store.read, computer.space, computer.device))?.state;
    await session(place, start + 60 * day);
    await eraseExpired(store, { now: start + 90 * day, months: 0, isStopping });
    expect(await stateOf()).toBe('active');
    await eraseExpired(store, { now: start + 90 * day + 1, months: 0, isStopping });
    expect([await stateOf(), (await findDevice(store.read, place.space, place.device))?.state]).toEqual([
      'dormant',
      'active',
    ]);
    await noteSeen(store, { ...computer, cursor: 2 });
    expect(await findDevice(store.read, computer.space, computer.device)).toMatchObject({ state: 'active', seen: 2 });
    await eraseSpace(store, place.space);
  });

  test('a locker goes when no device has opened it or written into it for so long, and a month on', async () => {
    const [quiet, opened, written] = [await newSpace(start), await newSpace(start), await newSpace(start)];
    await push(quiet, start);
    await session(opened, start + day);
    await push(written, start + day);
    const sweep = (now: number, more = {}) => eraseExpired(store, { now, months: 2, isStopping, ...more });
    const due = start + 2 * month;
    await sweep(due);
    await sweep(due + 1);
    await sweep(due + month);
    const spared = due + 1 + month;
    await sweep(spared, { months: 0 });
    await sweep(spared, { isStopping: () => true });
    expect((await spacesLeft()).length).toBe(3);
    await sweep(spared);
    expect((await spacesLeft()).toSorted()).toEqual([opened, written].map(({ space }) => space).toSorted());
    expect([await count('devices'), await count('sealed')]).toEqual([2, 3]);
    // One comes back while it is spared, and begins anew.
    await session(opened, spared);
    await sweep(due + 2 * month);
    expect(await spacesLeft()).toEqual([opened.space]);
    await sweep(due + 4 * month);
    expect(await spacesLeft()).toEqual([opened.space]);
    await sweep(due + 5 * month);
    expect([await spacesLeft(), await count('devices'), await count('sealed')]).toEqual([[], 0, 0]);
  });

  test('a server that was off for years, or whose clock was, does not begin by erasing', async () => {
    const [place, atNoTime] = [await newSpace(start), await newSpace(0)];
    const now = start + 90 * month;
    await eraseExpired(store, { now, months: 24, isStopping });
    expect((await spacesLeft()).length).toBe(2);
    await session(place, now + 1);
    await session(atNoTime, now + 1);
    await eraseExpired(store, { now: now + month, months: 24, isStopping });
    expect((await spacesLeft()).length).toBe(2);
    for (const later of [30, 31]) await eraseExpired(store, { now: now + later * month, months: 24, isStopping });
    expect(await spacesLeft()).toEqual([]);
  });

  test('opening a session touches a locker once a day', async () => {
    const place = await newSpace(start);
    const touched = async () =>
      (await store.read.selectFrom('spaces').select('touched_at').where('space', '=', place.space).executeTakeFirst())
        ?.touched_at;
    await session(place, start + day - 1);
    expect(await touched()).toBe(start);
    await session(place, start + day);
    expect(await touched()).toBe(start + day);
    for (const later of [50, 100]) await eraseExpired(store, { now: start + later * day, months: 1, isStopping });
  });

  test('what is over goes, however much it is, and what is not stays', async () => {
    const place = await newSpace(start);
    const rows = Array.from({ length: 1_201 }, (__, at) => ({
      space: sampleId(),
      hash: sampleHash(),
      device: place.device,
      expires_at: start + (at === 0 ? 1 : 0),
    }));
    for (let at = 0; at < rows.length; at += 400)
      await store.write(async (writer) => {
        await writer
          .insertInto('sessions')
          .values(rows.slice(at, at + 400))
          .execute();
        return { ok: true, value: null };
      });
    for (const expiresAt of [start, start + 1])
      await useChallenge(store, { space: place.space, hash: sampleHash(), expiresAt, now: start - 1 });
    for (const [mailbox, expiresAt] of [
      ['00000001', start],
      ['00000002', start + 1],
    ] as const)
      await openMailbox(store, { ...place, mailbox, now: start - 1, expiresAt });
    for (const ago of [0, 89, 90]) await addVoucher(store, sampleHash(), start - ago * day);
    await Promise.all([store, other].map((one) => eraseExpired(one, { now: start, months: 24, isStopping })));
    expect([
      await count('sessions'),
      await count('used_challenges'),
      await count('mailboxes'),
      await count('vouchers'),
      (await spacesLeft()).length,
    ]).toEqual([1, 1, 1, 2, 1]);
  });

  test('several processes erase at once, while devices come back', async () => {
    const places = await Promise.all(Array.from({ length: 40 }, () => newSpace(start)));
    const back = places.filter((__, at) => at % 4 === 0).map((place) => place.space);
    const erase = (now: number) =>
      Promise.all([store, other, store].map((one) => eraseExpired(one, { now, months: 24, isStopping })));
    await erase(start + 25 * month);
    const now = start + 26 * month;
    const comingBack = places.filter(({ space }) => back.includes(space)).map((place) => session(place, now));
    await Promise.all([...comingBack, erase(now)]);
    // Whoever came in time has all of it, and nobody else has anything.
    const left = await spacesLeft();
    expect(left.filter((space) => !back.includes(space) && places.some((place) => place.space === space))).toEqual([]);
    const devices = await store.read.selectFrom('devices').select('space').execute();
    expect(devices.map(({ space }) => space).toSorted()).toEqual(left.toSorted());
  });
});
