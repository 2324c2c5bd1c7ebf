import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '#core/entry/entry.ts';
import { openBackup, readBackupFront, sealBackup } from '#vault/backup-file.ts';
import { type Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { createMemoryStore } from './memory-store.ts';
import type { VaultStore } from './vault-store.ts';
import { type WorkerApi } from './worker-api.ts';
import { begun, lock, secret, own, draft, startOver, linesOf, idOf } from './sample-session.ts';

let kept: VaultStore;
beforeEach(() => {
  kept = createMemoryStore();
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

  test('brings what is unfinished, and twice changes nothing more', async () => {
    const { api } = await startOver(kept);
    const one = begun('a', { text: 'half a thought' });
    const two = begun('b', null, 'vik');
    for (const run of [one, two]) await api.saveDraft(run);
    const file = await backupOf(api);
    const fresh = await startOver(createMemoryStore());
    for (const times of [report(2, 0), report(0, 2)]) expect(await fresh.api.restore(file, secret)).toEqual(times);
    expect(await fresh.api.drafts(undefined)).toEqual({ ok: true, value: [two, one] });
  });

  test('leaves an unfinished run as it is here, and brings one that went on elsewhere beside it', async () => {
    const [early, late] = [begun('a', 1), begun('a', 2)];
    const [older, newer] = [await startOver(createMemoryStore()), await startOver(createMemoryStore())];
    await older.api.saveDraft(early);
    await newer.api.saveDraft(late);
    expect(await newer.api.restore(await backupOf(older.api), secret)).toEqual(report(0, 1));
    expect(await newer.api.drafts(undefined)).toEqual({ ok: true, value: [late] });
    const file = await backupOf(newer.api);
    for (const times of [report(1, 0), report(0, 1)]) expect(await older.api.restore(file, secret)).toEqual(times);
    const beside = { ...late, run: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(await older.api.drafts(undefined)).toEqual({ ok: true, value: [beside, early] });
  });

  test('is of parts that a Ballast without drafts knows too', async () => {
    const { api } = await startOver(kept);
    await api.saveDraft(begun('a', 1));
    const file = await backupOf(api);
    const front = readBackupFront(file);
    const opened = front.ok && (await openBackup(file, front.value, secret));
    expect(opened && opened.ok && opened.value.parts).toEqual([
      { type: 'entries', entries: [], drafts: [expect.objectContaining({ run: 'a' })] },
      { type: 'erased', ids: [] },
    ]);
  });

  test('counts an unfinished run that is none as damaged, and brings the others', async () => {
    const { api } = await startOver(kept);
    const parts = [{ type: 'entries', entries: [], drafts: [{ practice: 'diary' }, begun('a', 1)] }];
    const file = await sealBackup(lock as never, secret, parts as never, systemRandomBytes);
    expect(await api.restore(file, secret)).toEqual(report(1, 0, 0, 1));
  });

  test('of a storage that can be read no more still holds every entry', async () => {
    const gone: VaultStore = { ...kept, drafts: () => Promise.reject(new Error('gone')) };
    const { api } = await startOver(gone);
    await api.choose(lock, secret, own);
    await api.put(draft(1));
    const fresh = await startOver(createMemoryStore());
    expect(await fresh.api.restore(await backupOf(api), secret)).toEqual(report(1, 0));
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
