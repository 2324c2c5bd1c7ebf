import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendManifest } from './append-manifest.ts';
import type { Database } from './database.ts';
import { addDevice, findDevice, noteSeen, setDeviceState } from './devices.ts';
import { pull } from './pull.ts';
import { createPushing, type PushedOperation } from './push-operations.ts';
import { putSegment } from './put-segment.ts';
import { sampleChain, sampleHash, sampleId } from './sample-operations.ts';
import { SAMPLE_STORES } from './sample-stores.ts';
import { addVoucher, createSpace, eraseSpace, lockSpace } from './spaces.ts';

const now = Date.UTC(2026, 10, 28);
const day = 86_400_000;
const roomy = 1e9;
const signature = new Uint8Array(64).fill(7);
const signKey = new Uint8Array(65).fill(4);

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let store: Database;
  /** Another process on the same data, where there can be one. */
  let other: Database;
  let stop: () => Promise<void>;
  let pushing: ReadonlyMap<Database, ReturnType<typeof createPushing>>;
  beforeAll(async () => {
    const opened = await open();
    store = opened.database;
    other = opened.other;
    pushing = new Map([store, other].map((database) => [database, createPushing(database)]));
    stop = opened.stop;
  }, 60_000);
  afterAll(() => stop());

  async function newSpace(): Promise<{ readonly space: string; readonly device: string }> {
    const [space, device] = [sampleId(), sampleId()];
    expect(await createSpace(store, { space, device, signKey, voucher: null, now })).toEqual({ ok: true, value: null });
    return { space, device };
  }

  const push = (
    place: { readonly space: string; readonly device: string },
    [first, ...more]: readonly PushedOperation[],
    { to = store, largestSpace = roomy, sign = signature } = {},
  ) => pushing.get(to)!({ ...place, operations: [first!, ...more], signature: sign, now, largestSpace });

  const everything = async (space: string, after = 0) => {
    const found = [];
    for (let cursor = after, hasMore = true; hasMore;) {
      const page = await pull(store.read, { space, after: cursor, mostBytes: 4_000 });
      found.push(...page.sealed);
      ({ cursor, hasMore } = page);
    }
    return found;
  };

  test('gives back what was pushed, byte for byte and in its order', async () => {
    const place = await newSpace();
    const chain = sampleChain(25);
    expect(await push(place, chain.slice(0, 10))).toEqual({ ok: true, value: { cursor: 10 } });
    expect(await push(place, chain.slice(10))).toEqual({ ok: true, value: { cursor: 25 } });
    const found = await everything(place.space);
    expect(found.map(({ hash }) => hash)).toEqual(chain.map(({ hash }) => hash));
    expect(found.map(({ bytes }) => Buffer.from(bytes))).toEqual(chain.map(({ bytes }) => Buffer.from(bytes)));
    expect(found.map(({ cursor }) => cursor)).toEqual(chain.map(({ seq }) => seq));
    expect(found.flatMap(({ signature: signed, cursor }) => (signed ? [cursor] : []))).toEqual([10, 25]);
    expect(Buffer.from(found[9]!.signature!)).toEqual(Buffer.from(signature));
    expect(await everything(place.space, 25)).toEqual([]);
    expect(await everything(sampleId())).toEqual([]);
  });

  test('takes a batch again without a change, whole, split or overlapping', async () => {
    const place = await newSpace();
    const chain = sampleChain(8);
    await push(place, chain.slice(0, 6));
    for (const again of [chain.slice(0, 6), chain.slice(2, 4), chain.slice(5, 6)])
      expect(await push(place, again)).toEqual({ ok: true, value: { cursor: 6 } });
    expect(await push(place, chain.slice(3))).toEqual({ ok: true, value: { cursor: 8 } });
    const found = await everything(place.space);
    expect(found.map(({ hash }) => hash)).toEqual(chain.map(({ hash }) => hash));
    expect(found.flatMap(({ signature: signed, cursor }) => (signed ? [cursor] : []))).toEqual([4, 6, 8]);
  });

  test('says what is missing, and refuses another history', async () => {
    const place = await newSpace();
    const [chain, otherChain] = [sampleChain(6), sampleChain(6)];
    expect(await push(place, chain.slice(1))).toEqual({ ok: false, error: { tag: 'gap', expected: 1 } });
    await push(place, chain.slice(0, 3));
    expect(await push(place, [chain[3]!, chain[5]!])).toEqual({ ok: false, error: { tag: 'gap', expected: 5 } });
    expect(await push(place, chain.slice(4))).toEqual({ ok: false, error: { tag: 'gap', expected: 4 } });
    expect(await push(place, otherChain.slice(0, 3))).toEqual({ ok: false, error: { tag: 'fork', seq: 1 } });
    expect(await push(place, otherChain.slice(3))).toEqual({ ok: false, error: { tag: 'fork', seq: 4 } });
    // A good beginning carries no bad end in with it.
    const mixed = [...chain.slice(2, 4), { ...chain[4]!, previous: sampleHash() }];
    expect(await push(place, mixed)).toEqual({ ok: false, error: { tag: 'fork', seq: 5 } });
    expect((await everything(place.space)).length).toBe(3);
    expect(await push({ ...place, space: sampleId() }, chain)).toEqual({ ok: false, error: { tag: 'space-unknown' } });
  });

  test('holds no more than a space may', async () => {
    const place = await newSpace();
    const chain = sampleChain(4, 1_000);
    expect(await push(place, chain.slice(0, 3), { largestSpace: 3_000 })).toMatchObject({ ok: true });
    const full = { ok: false, error: { tag: 'space-full' } };
    expect(await push(place, chain.slice(3), { largestSpace: 3_999 })).toEqual(full);
    expect(await push(place, chain.slice(3), { largestSpace: 4_000 })).toMatchObject({ ok: true });
  });

  test('answers each of those that come at once for itself, also where some are refused', async () => {
    const [first, second, third, fourth] = await Promise.all([newSpace(), newSpace(), newSpace(), newSpace()]);
    const unknown = { space: sampleId(), device: sampleId() };
    const [long, repeated, forked, full] = [sampleChain(6), sampleChain(3), sampleChain(2), sampleChain(2, 1_000)];
    await push(second, repeated);
    await push(third, forked.slice(0, 1));
    const pushed = await Promise.all([
      push(first, long.slice(0, 2)),
      push(first, long.slice(2, 5)),
      push(first, long.slice(1, 6)),
      push(first, sampleChain(4).slice(3)),
      push(second, repeated),
      push(second, sampleChain(9).slice(7)),
      push(third, sampleChain(2)),
      push(third, forked),
      push(fourth, full, { largestSpace: 1_999 }),
      push(unknown, sampleChain(1)),
      push({ ...first, device: sampleId() }, sampleChain(2)),
      push(first, sampleChain(9).slice(8)),
    ]);
    expect(pushed).toEqual([
      { ok: true, value: { cursor: 2 } },
      { ok: true, value: { cursor: 5 } },
      { ok: true, value: { cursor: 6 } },
      { ok: false, error: { tag: 'fork', seq: 4 } },
      { ok: true, value: { cursor: 3 } },
      { ok: false, error: { tag: 'gap', expected: 4 } },
      { ok: false, error: { tag: 'fork', seq: 1 } },
      { ok: true, value: { cursor: 2 } },
      { ok: false, error: { tag: 'space-full' } },
      { ok: false, error: { tag: 'space-unknown' } },
      { ok: true, value: { cursor: 8 } },
      { ok: false, error: { tag: 'gap', expected: 7 } },
    ]);
    expect((await everything(first.space)).slice(0, 6).map(({ hash }) => hash)).toEqual(long.map(({ hash }) => hash));
    expect((await everything(first.space)).map(({ cursor }) => cursor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await everything(fourth.space)).toEqual([]);
  });

  test('takes thousands of operations in one batch', async () => {
    const place = await newSpace();
    const chain = sampleChain(4_000, 90);
    expect(await push(place, chain)).toEqual({ ok: true, value: { cursor: 4_000 } });
    expect(await push(place, chain)).toEqual({ ok: true, value: { cursor: 4_000 } });
    const { count } = await store.read
      .selectFrom('sealed')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('space', '=', place.space)
      .executeTakeFirstOrThrow();
    expect(count).toBe(4_000);
  });

  test('lets nobody wait for a space that another process holds, except who writes there', async () => {
    const [held, free] = [await newSpace(), await newSpace()];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = other.write(async (writer) => {
      await lockSpace(other, writer, held.space);
      if (other !== store) await released;
      return { ok: true, value: null };
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    let isAnswered = false;
    const waiting = push(held, sampleChain(1)).then((pushed) => {
      isAnswered = true;
      return pushed;
    });
    expect(await push(free, sampleChain(1))).toEqual({ ok: true, value: { cursor: 1 } });
    expect(isAnswered).toBe(other === store);
    release();
    await holding;
    expect(await waiting).toEqual({ ok: true, value: { cursor: 1 } });
  });

  test('lets no reader skip what commits late, with fifty writers at once', async () => {
    const { space, device } = await newSpace();
    const devices = [device, ...Array.from({ length: 49 }, sampleId)];
    let isWriting = true;
    const follow = async () => {
      const seen: string[] = [];
      for (let cursor = 0, idle = false; !idle;) {
        const last = !isWriting;
        const page = await pull(other.read, { space, after: cursor, mostBytes: 20_000 });
        seen.push(...page.sealed.map(({ hash }) => hash));
        ({ cursor } = page);
        idle = last && page.sealed.length === 0;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return seen;
    };
    const following = follow();
    const chains = await Promise.all(
      devices.map(async (id, index) => {
        const chain = sampleChain(8);
        for (const from of [0, 2, 4, 6]) {
          const to = index % 2 === 0 ? store : other;
          expect(await push({ space, device: id }, chain.slice(from, from + 2), { to })).toMatchObject({ ok: true });
        }
        return chain.map(({ hash }) => hash);
      }),
    );
    isWriting = false;
    const seen = await following;
    expect(seen.length).toBe(400);
    expect(seen.toSorted()).toEqual(chains.flat().toSorted());
  });

  test('lets a voucher make one locker, until it is out of date', async () => {
    const [voucher, old] = [sampleHash(), sampleHash()];
    await addVoucher(store, voucher, now + day);
    await addVoucher(store, old, now);
    const make = (hash: string, space = sampleId()) =>
      createSpace(store, { space, device: sampleId(), signKey, voucher: hash, now });
    const refused = { ok: false, error: { tag: 'voucher-unknown' } };
    expect(await make(sampleHash())).toEqual(refused);
    expect(await make(old)).toEqual(refused);
    // A space that is taken does not use it up.
    const { space } = await newSpace();
    expect(await make(voucher, space)).toEqual({ ok: false, error: { tag: 'space-taken' } });
    const made = await Promise.all(Array.from({ length: 10 }, () => make(voucher)));
    expect(made.filter(({ ok }) => ok).length).toBe(1);
    expect(made.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 9 }, () => refused));
  });

  test('appends one manifest a version, and says which is the latest', async () => {
    const { space } = await newSpace();
    const manifest = (version: number, previous: string, hash = sampleHash()) =>
      appendManifest(store, {
        space,
        version,
        previous,
        hash,
        bytes: new Uint8Array(900),
        signature,
        now,
        largestSpace: roomy,
      });
    const first = sampleHash();
    expect(await manifest(1, first)).toEqual({ ok: false, error: { tag: 'manifest-conflict', version: -1 } });
    expect(await manifest(0, '0'.repeat(64), first)).toEqual({ ok: true, value: { cursor: 1 } });
    expect(await manifest(0, '0'.repeat(64), first)).toEqual({ ok: true, value: { cursor: 1 } });
    expect(await manifest(1, sampleHash())).toEqual({ ok: false, error: { tag: 'manifest-conflict', version: 0 } });
    const raced = await Promise.all(Array.from({ length: 6 }, () => manifest(1, first)));
    expect(raced.filter(({ ok }) => ok).length).toBe(1);
    expect(raced.filter(({ ok }) => !ok).map((one) => (one.ok ? null : one.error))).toEqual(
      Array.from({ length: 5 }, () => ({ tag: 'manifest-conflict', version: 1 })),
    );
  });

  const segmentOf = (
    place: { readonly space: string; readonly device: string },
    part: readonly PushedOperation[],
    hash = sampleHash(),
  ) =>
    putSegment(store, {
      successor: null,
      ...place,
      previous: part[0]!.previous,
      firstSeq: part[0]!.seq,
      lastSeq: part.at(-1)!.seq,
      firstHash: part[0]!.hash,
      lastHash: part.at(-1)!.hash,
      hash,
      bytes: new Uint8Array(2_000).fill(9),
      signature,
      now,
      largestSpace: roomy,
    });

  test('keeps operations one by one until every active device has their segment', async () => {
    const place = await newSpace();
    const [phone, dormant, gone] = [sampleId(), sampleId(), sampleId()];
    for (const device of [phone, dormant, gone])
      expect(await addDevice(store, { space: place.space, device, signKey, state: 'active', now })).toMatchObject({
        ok: true,
      });
    const seen = (device: string, cursor: number) => noteSeen(store, { space: place.space, device, cursor });
    const state = (device: string, to: 'dormant' | 'left' | 'active') =>
      setDeviceState(store, { space: place.space, device, state: to });
    const chain = sampleChain(6);
    await push(place, chain);
    const compacted = await segmentOf(place, chain.slice(0, 4));
    expect(compacted).toEqual({ ok: true, value: { cursor: 7 } });
    const kinds = async () => (await everything(place.space)).map(({ kind }) => kind[0]).join('');

    await seen(place.device, 7);
    await seen(phone, 6);
    expect(await kinds()).toBe('oooooos');
    await state(dormant, 'dormant');
    await seen(phone, 99);
    expect(await kinds()).toBe('oooooos');
    await state(gone, 'left');
    expect(await kinds()).toBe('oos');
    expect(await findDevice(store.read, place.space, phone)).toMatchObject({ state: 'active', seen: 7 });
    expect(await findDevice(store.read, sampleId(), phone)).toBe(null);
    // Who left does not come back, and a pruned operation is still known by its hash.
    expect(await state(gone, 'active')).toEqual({ ok: false, error: { tag: 'device-unknown' } });
    expect(await push(place, chain)).toEqual({ ok: true, value: { cursor: 7 } });
    expect(await push(place, sampleChain(1))).toEqual({ ok: false, error: { tag: 'fork', seq: 1 } });
    const { bytes } = await store.read
      .selectFrom('spaces')
      .select('bytes')
      .where('space', '=', place.space)
      .executeTakeFirstOrThrow();
    expect(bytes).toBe(2 * 600 + 2_000);
  });

  test('takes a segment only over the history that is here, and lets a new one take its place', async () => {
    const place = await newSpace();
    const chain = sampleChain(5);
    await push(place, chain);
    const misfit = { ok: false, error: { tag: 'segment-misfit' } };
    expect(await segmentOf(place, sampleChain(3))).toEqual(misfit);
    const name = sampleHash();
    expect(await segmentOf(place, chain, name)).toEqual({ ok: true, value: { cursor: 6 } });
    expect(await segmentOf(place, chain, name)).toEqual({ ok: true, value: { cursor: 6 } });
    expect(await segmentOf(place, chain)).toEqual({ ok: true, value: { cursor: 7 } });
    const segments = (await everything(place.space)).filter(({ kind }) => kind === 'segment');
    expect(segments.map(({ cursor }) => cursor)).toEqual([7]);
  });

  test('erases one space and leaves the others', async () => {
    const [place, neighbour] = [await newSpace(), await newSpace()];
    await push(place, sampleChain(3));
    await push(neighbour, sampleChain(2));
    expect(await eraseSpace(store, place.space)).toEqual({ ok: true, value: null });
    expect(await eraseSpace(store, place.space)).toEqual({ ok: true, value: null });
    expect(await everything(place.space)).toEqual([]);
    expect(await findDevice(store.read, place.space, place.device)).toBe(null);
    expect((await everything(neighbour.space)).length).toBe(2);
  });

  test('leaves nothing of a write that failed, and goes on', async () => {
    const place = await newSpace();
    const bug = new Error('planted');
    const failing = store.write(async (writer) => {
      await writer.deleteFrom('spaces').where('space', '=', place.space).execute();
      throw bug;
    });
    const [failed, pushed] = await Promise.allSettled([failing, push(place, sampleChain(2))]);
    expect(failed).toMatchObject({ status: 'rejected', reason: bug });
    expect(pushed).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    expect((await everything(place.space)).length).toBe(2);
  });
});
