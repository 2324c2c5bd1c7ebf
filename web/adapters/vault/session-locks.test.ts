import { beforeEach, describe, expect, test } from 'vitest';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { createMemoryStore } from './memory-store.ts';
import type { VaultStore } from './vault-store.ts';
import { begun, lock, secret, own, draft, startOver, linesOf, unlocked, bytesIn } from './sample-session.ts';

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
    await api.saveDraft(begun('a', { step: 2 }));
    expect(await api.choose(lock, secret, own)).toEqual({ ok: true, value: null });
    expect(await api.status()).toMatchObject({ state: 'unlocked', unkept: 0, lockStyle: own });
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['line 1']);
    expect(await later.api.drafts(undefined)).toMatchObject({ ok: true, value: [{ run: 'a', state: { step: 2 } }] });
  });

  test('choosing twice is refused, and so is keeping nothing after a lock', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    const again = { ok: false, error: { type: 'already-chosen' } };
    expect([await api.choose(lock, secret, own), await api.chooseNothing(own)]).toEqual([again, again]);
  });

  test('keeping nothing is remembered, and can be changed', async () => {
    const first = await startOver(kept);
    await first.api.chooseNothing(own);
    await first.api.put(draft(1));
    const { api } = await startOver(kept);
    expect(await api.status()).toMatchObject({ state: 'nothing', lockStyle: own });
    expect(await linesOf(api)).toEqual([]);
    await api.put(draft(2));
    expect(await api.choose(lock, secret, own)).toMatchObject({ ok: true });
    expect(await linesOf((await unlocked(kept)).api)).toEqual(['line 2']);
  });
});

describe('keeping nothing, chosen in another tab', () => {
  test('holds here too, and what is in memory stays', async () => {
    const [first, { api }] = [await startOver(kept), await startOver(kept)];
    await api.put(draft(1));
    await first.api.chooseNothing({ kind: 'shared' });
    await api.readNothing();
    expect(await api.status()).toMatchObject({ state: 'nothing', lockStyle: { kind: 'shared' }, unkept: 1 });
    expect(await linesOf(api)).toEqual(['line 1']);
  });

  test('chosen before anybody was asked whose device it is, it says nothing of that', async () => {
    await kept.commit({ meta: { format: 1, choice: 'nothing' } });
    const { api } = await startOver(kept);
    expect(await api.status()).toMatchObject({ state: 'nothing', lockStyle: null });
  });

  test('is no news where a lock was chosen', async () => {
    const [first, { api }] = [await startOver(kept), await startOver(kept)];
    await first.api.choose(lock, secret, own);
    await api.readNothing();
    expect(await api.status()).toMatchObject({ state: 'memory', lockStyle: null });
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
      api.drafts(undefined),
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
    await api.saveDraft(begun('a', { step: 3 }));
    expect(await api.status()).toMatchObject({ state: 'locked', waiting: 2 });
    expect(await bytesIn(kept)).not.toMatch(/written while locked|diary/);
    const later = await unlocked(kept);
    expect(await linesOf(later.api)).toEqual(['written while locked', 'line 1']);
    expect(await later.api.drafts(undefined)).toMatchObject({ ok: true, value: [{ run: 'a', state: { step: 3 } }] });
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

  test('read anew while it waits to note what was missing, loses nothing that is written meanwhile', async () => {
    await (await unlocked(kept)).api.put(draft(2));
    // The first reading meets the storage in the middle of what another tab changes.
    let readings = 0;
    const midway: VaultStore = {
      ...kept,
      tail: async () => (readings++ === 0 ? (await kept.tail()).slice(0, -1) : kept.tail()),
    };
    const { api, session } = await startOver(midway);
    const [slot] = await api.slots();
    await Promise.all([api.unlock(slot!.id, secret), api.reload(), api.put(draft(3))]);
    await session.queue;
    const later = await unlocked(kept);
    await later.api.put(draft(4));
    expect(await linesOf((await unlocked(kept)).api)).toEqual(['line 4', 'line 3', 'line 2', 'line 1']);
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
