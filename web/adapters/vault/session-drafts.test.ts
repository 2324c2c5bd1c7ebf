import { beforeEach, describe, expect, test } from 'vitest';
import { sealLetter } from '#vault/inbox.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { sealRecord } from '#vault/sealed-record.ts';
import { createMemoryStore } from './memory-store.ts';
import { begun, bytesIn, draft, linesOf, lock, own, secret, startOver, unlocked } from './sample-session.ts';
import { draftNameOf } from './space-keys.ts';
import type { VaultStore } from './vault-store.ts';
import type { WorkerApi } from './worker-api.ts';

let kept: VaultStore;
beforeEach(() => {
  kept = createMemoryStore();
});

/** Run and state of what is unfinished, newest first. */
async function unfinished(api: WorkerApi, practice?: string) {
  const found = await api.drafts(practice);
  return found.ok ? found.value.map(({ run, state }) => [run, state]) : found.error.type;
}

async function lockedWith(...runs: readonly (readonly [run: string, state: number])[]) {
  const { api } = await startOver(kept);
  await api.choose(lock, secret, own);
  for (const [run, state] of runs) await api.saveDraft(begun(run, state));
}

/** A second tab, which reads while the first one writes. */
async function readerBeside() {
  const reader = await startOver(kept);
  await reader.api.setWriter(false);
  await reader.api.unlock((await reader.api.slots())[0]!.id, secret);
  return reader;
}

describe('what is unfinished', () => {
  test('is found by its practice, newest first, and each run has only its latest', async () => {
    const { api } = await startOver(kept);
    await api.saveDraft(begun('a', 1));
    await api.saveDraft(begun('b', 2));
    await api.saveDraft(begun('c', 3, 'vik'));
    await api.saveDraft(begun('a', 4));
    const a = ['a', 4];
    expect(await unfinished(api, 'diary')).toEqual([a, ['b', 2]]);
    expect(await unfinished(api)).toEqual([a, ['c', 3], ['b', 2]]);
    const found = await api.drafts('vik');
    expect(found).toMatchObject({ ok: true, value: [{ practice: 'vik', at: expect.any(Number) }] });
  });

  test('goes when it is finished or given up, and leaves the others of its practice', async () => {
    const { api } = await startOver(kept);
    await api.saveDraft(begun('a', 1));
    await api.saveDraft(begun('b', 2));
    await api.dropDraft('diary', 'b');
    expect(await unfinished(api)).toEqual([['a', 1]]);
  });

  test('founds no space where there is none, and leaves nothing behind', async () => {
    const { api, session } = await startOver(kept);
    expect(await unfinished(api)).toEqual([]);
    await api.dropDraft('diary', 'a');
    expect(session.space).toBeNull();
  });

  test('lies sealed under its run, and no word of it can be read while it is locked', async () => {
    const { api } = await startOver(kept);
    await api.choose(lock, secret, own);
    await api.saveDraft(begun('a', 'about a long corridor'));
    const later = await startOver(kept);
    expect(await unfinished(later.api)).toBe('locked');
    await later.api.saveDraft(begun('b', 'about another corridor'));
    expect(await bytesIn(kept)).not.toMatch(/diary|corridor/);
    expect((await kept.drafts()).map(({ name }) => name)).toEqual(['a']);
  });

  test('that is damaged is set aside, and the others are there', async () => {
    await lockedWith(['a', 1], ['b', 2]);
    const [record] = await kept.drafts();
    const bytes = Uint8Array.from(record!.bytes, (byte, n) => (n === 40 ? byte ^ 1 : byte));
    await kept.commit({ putDrafts: [{ name: 'a', bytes }] });
    expect(await unfinished((await unlocked(kept)).api)).toEqual([['b', 2]]);
    expect((await kept.drafts()).map(({ name }) => name)).toEqual(['b']);
  });

  test('of a newer Ballast is left where it lies', async () => {
    await lockedWith(['a', 1], ['b', 2]);
    const [record] = await kept.drafts();
    const bytes = Uint8Array.from(record!.bytes, (byte, n) => (n === 0 ? 2 : byte));
    await kept.commit({ putDrafts: [{ name: 'a', bytes }] });
    expect(await unfinished((await unlocked(kept)).api)).toEqual([['b', 2]]);
    expect(await kept.drafts()).toHaveLength(2);
  });
});

describe('a run begun while locked', () => {
  beforeEach(() => lockedWith(['before', 1]));

  test('stands beside an older unfinished one of the same practice', async () => {
    const { api } = await startOver(kept);
    await api.saveDraft(begun('locked', 2));
    await api.saveDraft(begun('locked', 3));
    expect(await unfinished((await unlocked(kept)).api)).toEqual([
      ['locked', 3],
      ['before', 1],
    ]);
  });

  test('and finished there takes only itself away', async () => {
    const { api } = await startOver(kept);
    await api.saveDraft(begun('locked', 2));
    await api.dropDraft('diary', 'locked');
    expect(await unfinished((await unlocked(kept)).api)).toEqual([['before', 1]]);
  });

  test('in two tabs is two runs', async () => {
    const [one, two] = [await startOver(kept), await startOver(kept)];
    await one.api.saveDraft(begun('one', 1));
    await two.api.saveDraft(begun('two', 2));
    await one.api.saveDraft(begun('one', 3));
    const found = await unfinished((await unlocked(kept)).api);
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ['one', 3],
        ['two', 2],
        ['before', 1],
      ]),
    );
  });
});

describe('beside a tab that writes', () => {
  beforeEach(() => lockedWith(['before', 1]));

  test('a reader finds what it has handed over, though nobody has taken it in yet', async () => {
    const { api } = await readerBeside();
    await api.saveDraft(begun('read', 2));
    await api.dropDraft('diary', 'before');
    expect(await unfinished(api)).toEqual([['read', 2]]);
    expect((await kept.drafts()).map(({ name }) => name)).toEqual(['before']);
  });

  test('what was handed over does not come in over what is written later', async () => {
    const writer = await unlocked(kept);
    await (await startOver(kept)).api.saveDraft(begun('a', 'handed over'));
    expect(await unfinished(writer.api, 'diary')).toContainEqual(['a', 'handed over']);
    await writer.api.saveDraft(begun('a', 'gone on with'));
    await writer.api.takeIn();
    expect(await unfinished(writer.api)).toContainEqual(['a', 'gone on with']);
  });

  test('a reader that takes over writes nothing before what it has handed over is taken in', async () => {
    const { api } = await readerBeside();
    await api.saveDraft(begun('a', 'first'));
    await Promise.all([api.saveDraft(begun('a', 'then')), api.setWriter(true)]);
    expect(await unfinished(api)).toContainEqual(['a', 'then']);
  });

  test('taking in drafts alone is no change of entries, and taking in nothing is told to nobody', async () => {
    const { api, events } = await unlocked(kept);
    const tellings = async () => {
      events.length = 0;
      await api.drafts(undefined);
      return events.map(({ type }) => type);
    };
    const locked = await startOver(kept);
    await locked.api.saveDraft(begun('a', 2));
    expect(await tellings()).toEqual(['status']);
    expect(await tellings()).toEqual([]);
    await locked.api.put(draft(1));
    expect(await tellings()).toEqual(['change', 'status']);
    expect(await linesOf(api)).toEqual(['line 1']);
  });
});

describe('of a Ballast that kept one draft for each practice', () => {
  const bare = { practice: 'diary', version: 1, at: 'step-one', answers: {} };

  test('a draft is found, gone on with under its old name, and goes when it is finished', async () => {
    await lockedWith(['a', 1]);
    const { api, session } = await unlocked(kept);
    const { keys } = session.space!;
    const name = await draftNameOf(keys, 'diary');
    const bytes = await sealRecord(keys.draft, 'draft', name, bare, systemRandomBytes);
    await kept.commit({ putDrafts: [{ name, bytes }] });
    expect(await api.drafts('diary')).toMatchObject({
      ok: true,
      value: [{ run: 'a' }, { run: name, practice: 'diary', at: null, state: bare }],
    });
    await api.saveDraft(begun(name, 'gone on with'));
    expect(await unfinished(api)).toContainEqual([name, 'gone on with']);
    await api.dropDraft('diary', name);
    expect(await unfinished(api)).toEqual([['a', 1]]);
  });

  test('letters that name no run touch that one draft alone', async () => {
    await lockedWith(['a', 1]);
    const { meta } = (await startOver(kept)).session;
    if (meta?.choice !== 'lock') throw new Error('no lock');
    const send = async (letter: { type: string; practice: string; draft?: typeof bare }) =>
      kept.commit({ addLetters: [await sealLetter(meta.inboxKey, meta.space, letter)] });
    await send({ type: 'draft', practice: 'diary', draft: bare });
    const { api } = await unlocked(kept);
    expect(await unfinished(api)).toEqual([
      ['a', 1],
      [expect.any(String), bare],
    ]);
    await send({ type: 'drop-draft', practice: 'diary' });
    expect(await unfinished(api)).toEqual([['a', 1]]);
  });
});
