import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { addDevice, noteSeen } from './devices.ts';
import { pull } from './pull.ts';
import { createPushing, type PushedOperation } from './push-operations.ts';
import { putSegment } from './put-segment.ts';
import { sampleChain, sampleHash, sampleId } from './sample-operations.ts';
import { SAMPLE_STORES } from './sample-stores.ts';
import { createSpace } from './spaces.ts';

const now = Date.UTC(2026, 10, 28);
const signature = new Uint8Array(64).fill(7);
const signKey = new Uint8Array(65).fill(4);
const SEGMENT_BYTES = 2_000;
const OPERATION_BYTES = 600;
const misfit = { ok: false, error: { tag: 'segment-misfit' } };

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let store: Database;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ database: store, stop } = await open());
  }, 60_000);
  afterAll(() => stop());

  async function newChain(length: number) {
    const place = { space: sampleId(), device: sampleId() };
    await createSpace(store, { ...place, signKey, voucher: null, now });
    const chain = sampleChain(length);
    const part = (from: number, to: number) => chain.slice(from - 1, to);

    const push = ([first, ...more]: readonly PushedOperation[]) =>
      createPushing(store)({ ...place, operations: [first!, ...more], signature, now, largestSpace: 1e9 });

    const put = (
      operations: readonly PushedOperation[],
      more: { readonly hash?: string; readonly previous?: string } = {},
    ) =>
      putSegment(store, {
        successor: null,
        ...place,
        previous: operations[0]!.previous,
        firstSeq: operations[0]!.seq,
        lastSeq: operations.at(-1)!.seq,
        firstHash: operations[0]!.hash,
        lastHash: operations.at(-1)!.hash,
        hash: sampleHash(),
        bytes: new Uint8Array(SEGMENT_BYTES).fill(9),
        signature,
        now,
        largestSpace: 1e9,
        ...more,
      });

    /** Which places of the chain a reader has who goes on from `after`, and up to which cursor. */
    async function read(after = 0, mostBytes = 3_000) {
      const names = await store.read.selectFrom('sealed').selectAll().where('space', '=', place.space).execute();
      const seqs = new Set<number>();
      let reached = after;
      for (let hasMore = true; hasMore;) {
        const page = await pull(store.read, { space: place.space, after: reached, mostBytes });
        for (const { cursor } of page.sealed) {
          const row = names.find((one) => one.cursor === cursor)!;
          for (let seq = row.first_seq; seq <= row.seq; seq++) seqs.add(seq);
        }
        ({ cursor: reached, hasMore } = page);
      }
      return { seqs, cursor: reached };
    }

    const bytes = async () =>
      (await store.read.selectFrom('spaces').select('bytes').where('space', '=', place.space).executeTakeFirst())
        ?.bytes;
    const see = (cursor: number, device = place.device) => noteSeen(store, { space: place.space, device, cursor });
    return { ...place, part, push, put, read, bytes, see };
  }

  const upTo = (last: number) => Array.from({ length: last }, (__, index) => index + 1);

  test('begins a chain with a segment, and goes on after it with operations and segments', async () => {
    const { part, push, put, read } = await newChain(20);
    expect(await put(part(1, 8))).toEqual({ ok: true, value: { cursor: 1 } });
    expect(await push(part(10, 11))).toEqual({ ok: false, error: { tag: 'gap', expected: 9 } });
    expect(await push(part(9, 11))).toEqual({ ok: true, value: { cursor: 4 } });
    expect(await put(part(13, 15))).toEqual({ ok: false, error: { tag: 'gap', expected: 12 } });
    // Goes on, and holds operations that are here as well.
    expect(await put(part(10, 15))).toEqual({ ok: true, value: { cursor: 5 } });
    expect(await push(part(16, 20))).toEqual({ ok: true, value: { cursor: 10 } });
    expect([...(await read()).seqs].toSorted((a, b) => a - b)).toEqual(upTo(20));
  });

  test('knows a history by the ends of its segments', async () => {
    const { part, push, put } = await newChain(12);
    const other = sampleChain(12);
    await put(part(1, 8));
    expect(await push(other.slice(8, 10))).toEqual({ ok: false, error: { tag: 'fork', seq: 9 } });
    expect(await push(other.slice(0, 2))).toEqual({ ok: false, error: { tag: 'fork', seq: 1 } });
    expect(await push(other.slice(7, 9))).toEqual({ ok: false, error: { tag: 'fork', seq: 8 } });
    // Nobody here knows the hashes between them: what is sent again changes nothing.
    expect(await push(part(3, 6))).toEqual({ ok: true, value: { cursor: 1 } });
    expect(await push(part(5, 10))).toEqual({ ok: true, value: { cursor: 3 } });
    expect(await put(part(11, 12), { previous: sampleHash() })).toEqual(misfit);
    expect(await put(other.slice(10, 12))).toEqual(misfit);
    expect(await put(part(1, 8), { previous: sampleHash() })).toEqual(misfit);
    expect(await put(part(9, 10), { previous: other[7]!.hash })).toEqual(misfit);
    expect(await put([part(9, 9)[0]!, other[9]!])).toEqual(misfit);
    expect(await put([other[8]!, part(10, 10)[0]!])).toEqual(misfit);
    expect(await put(part(11, 12))).toEqual({ ok: true, value: { cursor: 4 } });
  });

  test('lets a segment take the place of all that it holds, and frees their bytes at once', async () => {
    const { part, push, put, read, bytes } = await newChain(12);
    await put(part(1, 4));
    await put(part(5, 7));
    await push(part(8, 10));
    const middle = (await read()).cursor;
    expect(await bytes()).toBe(2 * SEGMENT_BYTES + 3 * OPERATION_BYTES);
    const hash = sampleHash();
    expect(await put(part(1, 12), { hash })).toEqual({ ok: true, value: { cursor: 6 } });
    expect(await put(part(1, 12), { hash })).toEqual({ ok: true, value: { cursor: 6 } });
    expect(await bytes()).toBe(SEGMENT_BYTES + 3 * OPERATION_BYTES);
    expect([...(await read()).seqs].toSorted((a, b) => a - b)).toEqual(upTo(12));
    expect([...(await read(middle)).seqs].toSorted((a, b) => a - b)).toEqual(upTo(12));
  });

  test('refuses a segment that holds only a part of another, and keeps that one', async () => {
    const { part, put, read, bytes } = await newChain(12);
    await put(part(1, 4));
    await put(part(5, 8));
    for (const [from, to] of [
      [2, 3],
      [1, 3],
      [2, 4],
      [3, 6],
      [1, 7],
      [6, 12],
      [8, 12],
    ] as const)
      expect(await put(part(from, to)), `${from} to ${to}`).toEqual(misfit);
    expect(await bytes()).toBe(2 * SEGMENT_BYTES);
    expect((await read()).seqs.size).toBe(8);
  });

  test('prunes what stands in a segment that went on past the operations', async () => {
    const chain = await newChain(8);
    const { space, part, push, put, see, bytes } = chain;
    const phone = sampleId();
    await addDevice(store, { space, device: phone, signKey, state: 'active', now });
    await push(part(1, 5));
    await put(part(3, 8));
    await see(6);
    expect(await bytes()).toBe(SEGMENT_BYTES + 5 * OPERATION_BYTES);
    await see(6, phone);
    expect(await bytes()).toBe(SEGMENT_BYTES + 2 * OPERATION_BYTES);
    expect(await push(part(1, 5))).toEqual({ ok: true, value: { cursor: 6 } });
  });

  test('ends every reader with all of a chain, whatever was pushed, held and seen in whichever order', async () => {
    const LENGTH = 14;
    const act = fc.record({
      kind: fc.constantFrom('push', 'put', 'see', 'read'),
      from: fc.integer({ min: 1, max: LENGTH }),
      length: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 20 }), async (acts) => {
        const chain = await newChain(LENGTH);
        let head = 0;
        let segments: (readonly [from: number, to: number])[] = [];
        const reader = { seqs: new Set<number>(), cursor: 0 };
        const follow = async () => {
          const { seqs, cursor } = await chain.read(reader.cursor);
          seqs.forEach((seq) => reader.seqs.add(seq));
          reader.cursor = cursor;
        };
        const [expected, found]: [string[], string[]] = [[], []];
        for (const { kind, from, length } of acts) {
          const to = Math.min(from + length - 1, LENGTH);
          if (kind === 'read') await follow();
          if (kind === 'see') await chain.see(reader.cursor);
          if (kind === 'read' || kind === 'see') continue;
          const within = ([first, last]: readonly [number, number]) => first >= from && last <= to;
          const isMisfit = kind === 'put' && segments.some((one) => one[0] <= to && one[1] >= from && !within(one));
          const expectation = from > head + 1 ? `gap ${head + 1}` : isMisfit ? 'segment-misfit' : 'ok';
          expected.push(expectation);
          found.push(outcomeOf(await chain[kind](chain.part(from, to))));
          if (expectation !== 'ok') continue;
          head = Math.max(head, to);
          if (kind === 'put') segments = [...segments.filter((one) => !within(one)), [from, to]];
        }
        expect(found).toEqual(expected);
        await follow();
        expect([...reader.seqs].toSorted((a, b) => a - b)).toEqual(upTo(head));
        expect([...(await chain.read()).seqs].toSorted((a, b) => a - b)).toEqual(upTo(head));
      }),
      { numRuns: 40 },
    );
  });
});

function outcomeOf(result: Result<unknown, { readonly tag: string; readonly expected?: number }>): string {
  if (result.ok) return 'ok';
  return [result.error.tag, result.error.expected].filter(Boolean).join(' ');
}
