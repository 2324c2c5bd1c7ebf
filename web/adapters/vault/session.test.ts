import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Json } from '#core/entry/entry.ts';
import { err, ok } from '#core/result.ts';
import { bytesToText, type Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { ARGON2_COST } from '#vault/argon2-cost.ts';
import { createMemoryStore } from './memory-store.ts';
import { createSession } from './session-start.ts';
import type { SessionEvent } from './session.ts';
import type { VaultStore, Writes } from './vault-store.ts';
import type { EntryQuery, NewEntry } from './vault-types.ts';
import { createWorkerApi, type WorkerApi } from './worker-api.ts';

const lock: SlotLock = { type: 'passphrase', salt: '0f'.repeat(16), cost: ARGON2_COST };
const secret = systemRandomBytes(32);
const own = { kind: 'own', minutes: 5 } as const;

const draft = (n: number, line = `line ${n}`): NewEntry => ({
  kind: 'check-in',
  practice: 'button-check',
  version: 1,
  at: 1_795_219_200_000 + n * 60_000,
  day: '2026-11-21',
  answers: { line },
});

/** One Worker's life over a storage that outlives it. */
async function startOver(kept: VaultStore, now = () => 1_795_300_000_000) {
  const events: SessionEvent[] = [];
  const open = async () => ok(kept);
  const storage = { find: open, create: open, erase: async () => err({ type: 'storage-failed' as const }) };
  const session = createSession(storage, now, (event) => events.push(event));
  const api = createWorkerApi(session);
  await api.start();
  await api.setWriter(true);
  return { api, session, events };
}

async function entriesOf(api: WorkerApi, query: EntryQuery = {}): Promise<Entry[]> {
  const all: Entry[] = [];
  const page = await api.entries(query, (slice) => all.push(...slice));
  if (!page.ok) throw new Error(page.error.type);
  return all;
}
const linesOf = async (api: WorkerApi, query: EntryQuery = {}) =>
  (await entriesOf(api, query)).map((entry) => entry.answers.line);

async function unlocked(kept: VaultStore, now?: () => number) {
  const started = await startOver(kept, now);
  const [slot] = await started.api.slots();
  const result = await started.api.unlock(slot!.id, secret);
  if (!result.ok) throw new Error(result.error.type);
  return started;
}

async function idOf(api: WorkerApi, entry: NewEntry): Promise<string> {
  const kept = await api.put(entry);
  if (!kept.ok) throw new Error(kept.error.type);
  return kept.value.id;
}

/** Everything in the storage, as text to search in. */
async function bytesIn(kept: VaultStore): Promise<string> {
  const keys = await kept.segmentKeys();
  const segments = await Promise.all(keys.map(({ name }) => kept.segment(name)));
  const all = [
    await kept.meta(),
    await kept.slots(),
    await kept.tail(),
    await kept.letters(),
    await kept.drafts(),
    segments,
  ];
  return JSON.stringify(all, (_, value: unknown) =>
    value instanceof Uint8Array ? bytesToText(value as Bytes) : value,
  );
}

let kept: VaultStore;
beforeEach(() => {
  kept = createMemoryStore();
});

describe('before a lock is chosen', () => {
  test('entries live in memory alone', async () => {
    const { api } = await startOver(kept);
    expect(await api.put(draft(1))).toMatchObject({ ok: true, value: { in: 'memory' } });
    expect(await linesOf(api)).toEqual(['line 1']);
    expect(await api.status()).toMatchObject({ state: 'memory', unkept: 1, waysIn: [] });
    expect(await bytesIn(kept)).toBe('[null,[],[],[],[],[]]');
  });

  test('choosing a lock moves what is in memory behind it', async () => {
    const { api } = await startOver(kept);
    await api.put(draft(1));
    await api.saveDraft('diary', { step: 2 });
    expect(await api.choose(lock, secret, own)).toEqual({ ok: true, value: null });
    expect(await api.status()).toMatchObject({ state: 'unlocked', unkept: 0, lockStyle: own });
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['line 1']);
    expect(await later.api.loadDraft('diary')).toEqual({ ok: true, value: { step: 2 } });
  });

  test('choosing twice is refused, and so is keeping nothing after a lock', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    const again = { ok: false, error: { type: 'already-chosen' } };
    expect([await api.choose(lock, secret, own), await api.chooseNothing()]).toEqual([again, again]);
  });

  test('keeping nothing is remembered, and can be changed', async () => {
    const first = await startOver(kept);
    await first.api.chooseNothing();
    await first.api.put(draft(1));
    const { api } = await startOver(kept);
    expect(await api.status()).toMatchObject({ state: 'nothing' });
    expect(await linesOf(api)).toEqual([]);
    await api.put(draft(2));
    expect(await api.choose(lock, secret, own)).toMatchObject({ ok: true });
    expect(await linesOf((await unlocked(kept)).api)).toEqual(['line 2']);
  });
});

describe('a locked space', () => {
  beforeEach(async () => {
    const { api } = await startOver(kept);
    await api.put(draft(1));
    await api.choose(lock, secret, own);
  });

  test('shows nothing, and holds no word in its storage', async () => {
    const { api } = await startOver(kept);
    expect(await api.status()).toMatchObject({ state: 'locked', waysIn: [{ type: 'passphrase' }] });
    const locked = { ok: false, error: { type: 'locked' } };
    const asked = [
      api.entries({}, () => {}),
      api.loadDraft('diary'),
      api.edit('0', [], 1, false),
      api.erase('0'),
      api.exportJson(),
    ];
    for (const each of asked) expect(await each).toEqual(locked);
    expect(await bytesIn(kept)).not.toMatch(/line 1|button-check|check-in/);
  });

  test('says of a wrong secret that it is wrong, and stays locked', async () => {
    const { api } = await startOver(kept);
    const [slot] = await api.slots();
    const wrong = await api.unlock(slot!.id, new Uint8Array(32));
    expect(wrong).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
    expect(await api.status()).toMatchObject({ state: 'locked' });
  });

  test('takes what is written into its inbox, and shows it after the next unlock', async () => {
    const { api } = await startOver(kept);
    expect(await api.put(draft(2, 'written while locked'))).toMatchObject({ ok: true, value: { in: 'inbox' } });
    await api.saveDraft('diary', { step: 3 });
    expect(await api.status()).toMatchObject({ state: 'locked', waiting: 2 });
    expect(await bytesIn(kept)).not.toMatch(/written while locked|diary/);
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['written while locked', 'line 1']);
    expect(await later.api.loadDraft('diary')).toEqual({ ok: true, value: { step: 3 } });
    expect(await later.api.status()).toMatchObject({ waiting: 0 });
    expect(await linesOf((await unlocked(kept)).api)).toEqual(['written while locked', 'line 1']);
  });

  test('sets aside a letter that is none, and takes in the others', async () => {
    await kept.commit({ addLetters: [Uint8Array.of(1, ...systemRandomBytes(300))] });
    const { api } = await startOver(kept);
    await api.put(draft(2));
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['line 2', 'line 1']);
    expect((await later.api.status()).findings).toEqual([{ type: 'damaged-record', records: 1 }]);
  });

  test('has a second way in, and never loses the last', async () => {
    const { api } = await unlocked(kept);
    const second = systemRandomBytes(32);
    const passkey: SlotLock = { type: 'passkey', credentialId: '01', prfSalt: '02'.repeat(32), transports: [] };
    expect(await api.addWayIn(passkey, second)).toMatchObject({ ok: true });
    const [first, other] = (await api.slots()).toSorted((a) => (a.lock.type === 'passphrase' ? -1 : 1));
    expect(await api.removeWayIn(first!.id)).toMatchObject({ ok: true });
    expect(await api.removeWayIn(other!.id)).toEqual({ ok: false, error: { type: 'last-way-in' } });
    const later = await startOver(kept);
    expect(await later.api.unlock(first!.id, secret)).toEqual({ ok: false, error: { type: 'no-such-way-in' } });
    expect(await later.api.unlock(other!.id, secret)).toEqual({ ok: false, error: { type: 'wrong-passkey' } });
    expect(await later.api.unlock(other!.id, second)).toMatchObject({ ok: true });
  });

  test('changes its passphrase only for the one who knows the old', async () => {
    const { api } = await unlocked(kept);
    const [slot] = await api.slots();
    const next = systemRandomBytes(32);
    const wrong = await api.replaceWayIn({ id: slot!.id, secret: next }, lock, next);
    expect(wrong).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
    expect(await api.replaceWayIn({ id: slot!.id, secret }, lock, next)).toMatchObject({ ok: true });
    const later = await startOver(kept);
    const [fresh] = await later.api.slots();
    expect(await later.api.unlock(fresh!.id, secret)).toMatchObject({ ok: false });
    expect(await later.api.unlock(fresh!.id, next)).toMatchObject({ ok: true });
  });

  test('tells that its clock was set back, and writes all the same', async () => {
    const { api } = await unlocked(kept, () => 1_000_000_000_000);
    expect((await api.status()).findings).toEqual([{ type: 'clock-back', by: 795_300_000_000 }]);
    expect(await api.put(draft(2))).toMatchObject({ ok: true, value: { in: 'space' } });
  });

  test('cannot be opened when its keyring is damaged or newer, and says which', async () => {
    const keyring = (await kept.keyring())!;
    const changed = (at: number) => Uint8Array.from(keyring, (byte, n) => (n === at ? byte + 1 : byte));
    for (const [at, type] of [
      [40, 'damaged'],
      [0, 'newer-format'],
    ] as const) {
      await kept.commit({ keyring: changed(at) });
      const { api } = await startOver(kept);
      const [slot] = await api.slots();
      expect(await api.unlock(slot!.id, secret)).toEqual({ ok: false, error: { type } });
    }
  });
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

describe('a draft', () => {
  test('is dropped, replaced, and never stands under a readable name', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    await api.saveDraft('diary', { step: 1 });
    await api.saveDraft('diary', { step: 2 });
    expect(await api.loadDraft('diary')).toEqual({ ok: true, value: { step: 2 } });
    expect(await bytesIn(kept)).not.toMatch(/diary|step/);
    await api.dropDraft('diary');
    expect(await api.loadDraft('diary')).toEqual({ ok: true, value: undefined });
  });

  test('finished while locked is gone after the next unlock', async () => {
    const first = await startOver(kept);
    await first.api.choose(lock, secret, own);
    await first.api.saveDraft('diary', { step: 1 });
    const { api } = await startOver(kept);
    await api.dropDraft('diary');
    expect(await (await unlocked(kept)).api.loadDraft('diary')).toEqual({ ok: true, value: undefined });
  });
});

describe('a backup', () => {
  const backupOf = async (api: WorkerApi): Promise<Bytes> => {
    const file = await api.backup(lock as never, secret);
    if (!file.ok) throw new Error(file.error.type);
    return file.value;
  };
  const report = (added: number, present: number, erased = 0, damagedParts = 0) => ({
    ok: true,
    value: { added, present, erased, damagedParts },
  });

  test('brings everything to a new device, edits included', async () => {
    const { api, session } = await startOver(kept);
    const id = await idOf(api, draft(1));
    await idOf(api, draft(2));
    await api.edit(id, ['answers', 'line'], 'edited', true);
    const file = await backupOf(api);
    const fresh = await startOver(createMemoryStore());
    await fresh.api.put(draft(7));
    expect(await fresh.api.restore(file, secret)).toEqual(report(2, 0));
    expect(await linesOf(fresh.api)).toEqual(['line 7', 'line 2', 'edited']);
    expect(fresh.session.space!.keyring.device.id).not.toBe(session.space!.keyring.device.id);
  });

  test('restored twice changes nothing more', async () => {
    const { api } = await startOver(kept);
    for (let n = 0; n < 3; n++) await api.put(draft(n));
    const file = await backupOf(api);
    const fresh = await startOver(createMemoryStore());
    await fresh.api.restore(file, secret);
    const before = fresh.session.space!.keyring.heads;
    expect(await fresh.api.restore(file, secret)).toEqual(report(0, 3));
    expect(fresh.session.space!.keyring.heads).toEqual(before);
  });

  test('keeps what was written since, and a different text of the backup beside it', async () => {
    const { api } = await startOver(kept);
    const id = await idOf(api, draft(1));
    await api.edit(id, ['answers', 'line'], 'as it was in the backup', true);
    const file = await backupOf(api);
    await api.edit(id, ['answers', 'line'], 'as it is now', true);
    expect(await api.restore(file, secret)).toEqual(report(0, 1));
    const page = await api.entries({}, () => {});
    expect(await linesOf(api)).toEqual(['as it is now']);
    expect(page.ok && page.value.besides).toEqual({
      [id]: [{ path: ['answers', 'line'], texts: ['as it was in the backup'] }],
    });
    expect(await api.restore(file, secret)).toEqual(report(0, 1));
    const again = await api.entries({}, () => {});
    expect(again.ok && again.value.besides).toEqual(page.ok && page.value.besides);
  });

  test('does not bring back what was erased here, and erases here what was erased there', async () => {
    const { api } = await startOver(kept);
    const id = await idOf(api, draft(1));
    const file = await backupOf(api);
    await api.erase(id);
    expect(await api.restore(file, secret)).toEqual(report(0, 0, 1));
    expect(await linesOf(api)).toEqual([]);
    const fresh = await startOver(createMemoryStore());
    await fresh.api.restore(file, secret);
    expect(await linesOf(fresh.api)).toEqual(['line 1']);
    await fresh.api.restore(await backupOf(api), secret);
    expect(await linesOf(fresh.api)).toEqual([]);
  });

  test('with a wrong passphrase, or a file that is none, says so', async () => {
    const { api } = await startOver(kept);
    const file = await backupOf(api);
    expect(await api.restore(file, new Uint8Array(32))).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
    expect(await api.backupLock(new Uint8Array(90))).toEqual({ ok: false, error: { type: 'not-a-backup' } });
  });

  test('gives what it can when its end is missing', async () => {
    const { api } = await startOver(kept);
    for (let n = 0; n < 600; n++) await api.put(draft(n));
    const file = await backupOf(api);
    const fresh = await startOver(createMemoryStore());
    expect(await fresh.api.restore(file.slice(0, -20_000), secret)).toEqual(report(500, 0, 0, 1));
  });

  test('can also be read as JSON', async () => {
    const { api } = await startOver(kept);
    await api.put(draft(1));
    const text = await api.exportJson();
    const json = JSON.parse(text.ok ? text.value : '') as { entries: Json[] };
    expect(json).toMatchObject({ format: 'ballast-export', version: 1, entries: [{ answers: { line: 'line 1' } }] });
  });
});
