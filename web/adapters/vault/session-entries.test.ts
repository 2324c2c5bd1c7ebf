import { beforeEach, describe, expect, test } from 'vitest';
import { err } from '#core/result.ts';
import { SEGMENT_OPERATIONS } from '#vault/segment.ts';
import { createMemoryStore } from './memory-store.ts';
import { appendMany } from './session-entries.ts';
import type { VaultStore, Writes } from './vault-store.ts';
import { lock, secret, own, draft, startOver, entriesOf, linesOf, unlocked, idOf } from './sample-session.ts';

let kept: VaultStore;
beforeEach(() => {
  kept = createMemoryStore();
});

describe('an open space', () => {
  test('answers newest first, by day, practice, kind and number', async () => {
    const { api } = await startOver(kept);
    await api.put({ ...draft(2), day: '2026-11-20', kind: 'setup' });
    await api.put(draft(3));
    await api.put({ ...draft(1), practice: 'diary' });
    expect(await linesOf(api)).toEqual(['line 3', 'line 2', 'line 1']);
    expect(await linesOf(api, { limit: 2 })).toEqual(['line 3', 'line 2']);
    expect(await linesOf(api, { practice: 'diary' })).toEqual(['line 1']);
    expect(await linesOf(api, { kind: 'setup' })).toEqual(['line 2']);
    expect(await linesOf(api, { sinceDay: '2026-11-21' })).toEqual(['line 3', 'line 1']);
  });

  test.each([
    ['practice', { ...draft(1), practice: 'No Such' }],
    ['kind', { ...draft(1), kind: 'letter' as never }],
    ['id', { ...draft(1), id: 'x' }],
  ])('refuses an entry with a wrong %s', async (field, entry) => {
    const { api } = await startOver(kept);
    expect(await api.put(entry)).toEqual({ ok: false, error: { type: 'bad-entry', field } });
  });

  test('edits what may be edited', async () => {
    const { api } = await startOver(kept);
    const id = await idOf(api, draft(1));
    expect(await api.edit(id, ['answers', 'line'], 'better', true)).toMatchObject({ ok: true });
    expect(await api.edit(id, ['ending'], 'done', false)).toMatchObject({ ok: true });
    expect(await entriesOf(api)).toMatchObject([{ id, answers: { line: 'better' }, ending: 'done' }]);
    expect(await api.edit(id, ['at'], 1, false)).toEqual({ ok: false, error: { type: 'bad-entry', field: 'at' } });
    expect(await api.edit(id, ['ending'], 1, false)).toEqual({
      ok: false,
      error: { type: 'bad-entry', field: 'ending' },
    });
    const other = await api.edit('0'.repeat(32), ['ending'], 'x', false);
    expect(other).toEqual({ ok: false, error: { type: 'no-such-entry' } });
  });

  test('puts a long chain into segments and is the same after the next unlock', async () => {
    const { api, session } = await startOver(kept);
    await api.choose(lock, secret, own);
    const ids: string[] = [];
    for (let n = 0; n < 600; n++) ids.push(await idOf(api, draft(n)));
    await api.edit(ids[3]!, ['answers', 'line'], 'edited', true);
    const before = await entriesOf(api);
    expect(session.space!.segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([[1, 512]]);
    const later = await unlocked(kept);
    expect(await entriesOf(later.api)).toEqual(before);
    expect((await later.api.status()).findings).toEqual([]);
    expect(await linesOf(later.api, { limit: 1 })).toEqual(['line 599']);
  });

  test('answers a first day while older segments still load, once what is there reaches further back', async () => {
    const { api, session } = await startOver(kept);
    await api.choose(lock, secret, own);
    const dayOf = (n: number) => (n < SEGMENT_OPERATIONS ? '2026-10-01' : n < 2_290 ? '2026-10-02' : '2026-11-21');
    const entryOf = (n: number) => ({ ...draft(n), id: n.toString(16).padStart(32, '0'), day: dayOf(n) });
    const changes = Array.from({ length: 2_300 }, (_, n) => [{ type: 'put' as const, entry: entryOf(n) }]);
    await appendMany(session, session.space!, changes);
    const oldest = (await kept.segmentKeys())[0]!.name;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow: VaultStore = {
      ...kept,
      segment: async (name) => {
        if (name === oldest) await held;
        return kept.segment(name);
      },
    };
    const later = await unlocked(slow);
    const found = await later.api.entries({ sinceDay: '2026-11-21' }, () => {});
    expect(found).toMatchObject({ ok: true, value: { complete: false } });
    expect(await linesOf(later.api, { sinceDay: '2026-11-21' })).toHaveLength(10);
    const all = linesOf(later.api, { sinceDay: '2026-10-01' });
    release();
    expect(await all).toHaveLength(2_300);
  });

  test('erases one entry out of every stored byte, in tail and segments, and keeps the rest', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    const ids: string[] = [];
    for (let n = 0; n < 300; n++) ids.push(await idOf(api, draft(n)));
    await api.edit(ids[5]!, ['answers', 'line'], 'about the boy', true);
    const segmentsBefore = await kept.segmentKeys();
    for (const id of [ids[5]!, ids[299]!]) expect(await api.erase(id)).toMatchObject({ ok: true });
    expect(await api.erase(ids[5]!)).toEqual({ ok: false, error: { type: 'no-such-entry' } });
    expect((await kept.segmentKeys()).map(({ name }) => name)).not.toContain(segmentsBefore[0]!.name);
    const later = await unlocked(kept);
    expect((await entriesOf(later.api)).map(({ id }) => id)).toEqual(
      ids.filter((id) => id !== ids[5] && id !== ids[299]).toReversed(),
    );
    const texts = later.session.space!.segments.flatMap(({ table }) =>
      Array.from({ length: table!.rows }, (_, row) => table!.textOf(row)),
    );
    expect(await kept.tail()).toEqual([]);
    expect(texts.join('\n')).not.toMatch(/about the boy|line 5"|line 299/);
    expect((await later.api.status()).findings).toEqual([]);
  });

  test('loses nothing but the damaged record, and sets it aside', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    for (let n = 0; n < 10; n++) await api.put(draft(n));
    const record = (await kept.tail())[4]!;
    await kept.commit({
      putTail: [{ ...record, bytes: Uint8Array.from(record.bytes, (byte, n) => (n === 200 ? byte ^ 1 : byte)) }],
    });
    const later = await unlocked(kept);
    expect((await linesOf(later.api)).length).toBe(9);
    await later.session.queue;
    expect((await later.api.status()).findings).toEqual([{ type: 'damaged-record', records: 1 }]);
    for (let n = 10; n < 300; n++) await later.api.put(draft(n));
    const third = await unlocked(kept);
    expect((await linesOf(third.api)).length).toBe(299);
    expect((await third.api.status()).findings).toEqual([]);
  });

  test('loses nothing but the damaged segment, and tells how much it held', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    for (let n = 0; n < 300; n++) await api.put(draft(n));
    const [key] = await kept.segmentKeys();
    const segment = (await kept.segment(key!.name))!;
    await kept.commit({ putSegments: [{ ...segment, bytes: segment.bytes.slice(0, 5000) }] });
    const later = await unlocked(kept);
    expect((await linesOf(later.api)).length).toBe(44);
    await later.session.queue;
    expect((await later.api.status()).findings).toEqual([{ type: 'damaged-record', records: 256 }]);
    const third = await unlocked(kept);
    expect((await linesOf(third.api)).length).toBe(44);
    expect((await third.api.status()).findings).toEqual([]);
  });

  test('keeps what a newer Ballast wrote and counts it', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    await api.put(draft(1));
    await api.put(draft(2));
    const record = (await kept.tail())[0]!;
    await kept.commit({
      putTail: [{ ...record, bytes: Uint8Array.from(record.bytes, (byte, n) => (n === 0 ? 2 : byte)) }],
    });
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['line 2']);
    expect((await later.api.status()).findings).toEqual([{ type: 'newer-format', records: 1 }]);
    expect((await kept.tail()).length).toBe(2);
  });

  test('changes nothing when the storage is full', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    await api.put(draft(1));
    let isFull = true;
    const full: VaultStore = {
      ...kept,
      commit: (writes: Writes) => (isFull ? Promise.resolve(err({ type: 'storage-full' })) : kept.commit(writes)),
    };
    const later = await unlocked(full);
    const id = (await entriesOf(later.api))[0]!.id;
    const refused = { ok: false, error: { type: 'storage-full' } };
    expect(await later.api.put(draft(2))).toEqual(refused);
    expect(await later.api.erase(id)).toEqual(refused);
    expect(await linesOf(later.api)).toEqual(['line 1']);
    isFull = false;
    expect(await later.api.put(draft(3))).toMatchObject({ ok: true });
    const after = await unlocked(kept);
    expect(await linesOf(after.api)).toEqual(['line 3', 'line 1']);
    await after.session.loading!.all;
    expect((await after.api.status()).findings).toEqual([]);
  });

  test('read by a second tab takes its entries through the inbox, and keeps it from editing', async () => {
    const writer = await startOver(kept);
    await writer.api.choose(lock, secret, own);
    const id = await idOf(writer.api, draft(1));
    const reader = await startOver(kept);
    await reader.api.setWriter(false);
    await reader.api.unlock((await reader.api.slots())[0]!.id, secret);
    expect(await reader.api.status()).toMatchObject({ state: 'unlocked', readOnly: true });
    const elsewhere = { ok: false, error: { type: 'other-tab' } };
    expect(await reader.api.edit(id, ['ending'], 'x', false)).toEqual(elsewhere);
    expect(await reader.api.erase(id)).toEqual(elsewhere);
    expect(await reader.api.put(draft(2))).toMatchObject({ ok: true, value: { in: 'inbox' } });
    await writer.api.takeIn();
    await reader.api.reload();
    expect(await linesOf(writer.api)).toEqual(['line 2', 'line 1']);
    expect(await linesOf(reader.api)).toEqual(['line 2', 'line 1']);
    await reader.api.setWriter(true);
    expect(await reader.api.edit(id, ['ending'], 'done', false)).toMatchObject({ ok: true });
  });
});
