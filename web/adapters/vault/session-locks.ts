import { err, ok, type Result } from '#core/result.ts';
import { openKeyring, sealKeyring } from '#vault/keyring.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { createSlot, openSlot, type Slot, type SlotLock } from '#vault/slot.ts';
import { deriveRecordKey } from '#vault/sealed-record.ts';
import { commitWithKeyring } from './append-operations.ts';
import { eraseDue } from './erase-due.ts';
import { loadSpace } from './load-space.ts';
import type { OpenSpace } from './open-space.ts';
import { tidyChain } from './session-entries.ts';
import { keptStore, openWithMembership, readSlots, spaceOf } from './session-start.ts';
import { emitChange, emitStatus, isLockChosen, noteClock, serially, whyNotWritable, type Session } from './session.ts';
import { takeInLetters } from './take-in-letters.ts';
import type { Meta, VaultStore, Writes } from './vault-store.ts';
import type { LockStyle, VaultError } from './vault-types.ts';

type Done = Promise<Result<null, VaultError>>;

export async function everythingIn(store: VaultStore): Promise<Writes> {
  const keys = await store.segmentKeys();
  const segments = await Promise.all(keys.map(({ name }) => store.segment(name)));
  return {
    putManifests: await store.manifests(),
    putTail: await store.tail(),
    putOthers: await store.others(),
    putSegments: segments.flatMap((segment) => segment ?? []),
    putDrafts: await store.drafts(),
  };
}

/** What is in memory moves behind the lock, in one transaction. */
export const choose = (session: Session, lock: SlotLock, secret: Bytes, lockStyle: LockStyle): Done =>
  serially(session, async () => {
    const opened = await keptStore(session);
    if (!opened.ok) return opened;
    const kept = opened.value;
    const stored = await kept.meta();
    if (stored?.choice === 'lock') return err({ type: 'already-chosen' });
    const space = (await spaceOf(session))!;
    const deviceKey = session.deviceKey!;
    const slot = await createSlot(lock, secret, deviceKey, systemRandomBytes);
    const { space: id, inbox } = space.keyring;
    const meta: Meta = { format: 1, choice: 'lock', lockStyle, space: id, inboxKey: inbox.public };
    const keyring = await sealKeyring(space.keys.keyring, space.keyring, systemRandomBytes);
    const moved = await everythingIn(session.store);
    const committed = await kept.commit({ ...moved, keyring, meta, putSlots: [slot] });
    if (!committed.ok) return committed;
    Object.assign(session, { meta, slots: [slot], store: kept, isWriter: true });
    await emitStatus(session);
    return ok(null);
  });

export const chooseNothing = (session: Session, lockStyle: LockStyle): Done =>
  serially(session, async () => {
    if (isLockChosen(session)) return err({ type: 'already-chosen' });
    const meta: Meta = { format: 1, choice: 'nothing', lockStyle };
    const opened = await keptStore(session);
    if (opened.ok) {
      const committed = await opened.value.commit({ meta });
      if (!committed.ok) return committed;
    }
    session.meta = meta;
    await emitStatus(session);
    return ok(null);
  });

/** Another tab chose that nothing is kept: it holds here too. */
export const readNothing = (session: Session): Promise<void> =>
  serially(session, async () => {
    const opened = isLockChosen(session) ? null : await keptStore(session);
    const meta = opened?.ok ? await opened.value.meta() : undefined;
    if (meta?.choice !== 'nothing') return;
    session.meta = meta;
    await emitStatus(session);
  });

export const setLockStyle = (session: Session, lockStyle: LockStyle): Done =>
  serially(session, async () => {
    const reason = whyNotWritable(session);
    if (reason !== null) return err(reason);
    if (session.meta?.choice !== 'lock') return err({ type: 'not-locked' });
    const meta: Meta = { ...session.meta, lockStyle };
    const committed = await session.kept!.commit({ meta });
    if (!committed.ok) return committed;
    session.meta = meta;
    await emitStatus(session);
    return ok(null);
  });

async function changeSlots(session: Session, writes: Pick<Writes, 'putSlots' | 'dropSlots'>): Done {
  const committed = await session.kept!.commit(writes);
  if (!committed.ok) return committed;
  session.slots = await readSlots(session);
  await emitStatus(session);
  return ok(null);
}

function whyNoSlots(session: Session): VaultError | null {
  if (!isLockChosen(session)) return { type: 'not-locked' };
  return whyNotWritable(session);
}

export const addWayIn = (session: Session, lock: SlotLock, secret: Bytes): Done =>
  serially(session, async () => {
    const reason = whyNoSlots(session);
    if (reason !== null) return err(reason);
    const slot = await createSlot(lock, secret, session.deviceKey!, systemRandomBytes);
    return changeSlots(session, { putSlots: [slot] });
  });

export const replaceWayIn = (
  session: Session,
  old: { id: string; secret: Bytes },
  lock: SlotLock,
  secret: Bytes,
): Done =>
  serially(session, async () => {
    const reason = whyNoSlots(session);
    if (reason !== null) return err(reason);
    const slot = session.slots.find(({ id }) => id === old.id);
    if (slot === undefined) return err({ type: 'no-such-way-in' });
    if (!(await openSlot(slot, old.secret)).ok) return err({ type: 'wrong-passphrase' });
    const next = await createSlot(lock, secret, session.deviceKey!, systemRandomBytes);
    return changeSlots(session, { dropSlots: [slot.id], putSlots: [next] });
  });

export const removeWayIn = (session: Session, id: string): Done =>
  serially(session, async () => {
    const reason = whyNoSlots(session);
    if (reason !== null) return err(reason);
    if (!session.slots.some((slot) => slot.id === id)) return err({ type: 'no-such-way-in' });
    if (session.slots.length === 1) return err({ type: 'last-way-in' });
    return changeSlots(session, { dropSlots: [id] });
  });

async function openDeviceKey(slot: Slot, secret: Bytes): Promise<Result<Bytes, VaultError>> {
  const opened = await openSlot(slot, secret);
  if (opened.ok) return opened;
  if (opened.error.type !== 'wrong-secret') return err({ type: 'damaged' });
  return err({ type: slot.lock.type === 'passkey' ? 'wrong-passkey' : 'wrong-passphrase' });
}

async function openStoredSpace(session: Session, deviceKey: Bytes): Promise<Result<OpenSpace, VaultError>> {
  const sealed = await session.kept!.keyring();
  if (sealed === undefined) return err({ type: 'damaged' });
  const keyring = await openKeyring(await deriveRecordKey(deviceKey, 'keyring'), sealed);
  if (!keyring.ok) return err({ type: keyring.error.type === 'newer-record' ? 'newer-format' : 'damaged' });
  return openWithMembership(deviceKey, keyring.value, await session.kept!.manifests());
}

/** Answers when the newest is there; the rest follows and is told as a change. */
async function load(session: Session, space: OpenSpace): Promise<void> {
  session.quiet.note();
  const loading = loadSpace(space, session.kept!, session.quiet.wait);
  Object.assign(session, { space, loading, isLoaded: false, index: null });
  void loading.all.then(async ({ missing, writes }) => {
    if (session.loading !== loading) return;
    Object.assign(session, { isLoaded: true, index: null });
    if (session.isWriter) {
      await serially(session, async () => {
        // Read anew while this waited: the heads this one knows are old, and must not be written over newer ones.
        if (session.loading !== loading) return;
        if (missing > 0) {
          const keyring = { ...space.keyring, missing: space.keyring.missing + missing };
          await commitWithKeyring(space, session.kept!, keyring, writes);
        }
        await tidyChain(session);
        await eraseDue(session, space);
      });
    }
    emitChange(session);
    await emitStatus(session);
  });
  await loading.newest;
  session.quiet.note();
}

export const unlock = (session: Session, slotId: string, secret: Bytes): Done =>
  serially(session, async () => {
    if (!isLockChosen(session)) return err({ type: 'not-locked' });
    if (session.space !== null) return ok(null);
    const slot = session.slots.find(({ id }) => id === slotId);
    if (slot === undefined) return err({ type: 'no-such-way-in' });
    const deviceKey = await openDeviceKey(slot, secret);
    if (!deviceKey.ok) return deviceKey;
    const space = await openStoredSpace(session, deviceKey.value);
    if (!space.ok) return space;
    session.deviceKey = deviceKey.value;
    await load(session, space.value);
    noteClock(session);
    if (session.isWriter) await takeInLetters(space.value, session.store, session.now());
    await emitStatus(session);
    return ok(null);
  });

/** Reads everything again: another tab has written, or this one takes over the writing. */
export const reload = (session: Session): Promise<void> =>
  serially(session, async () => {
    if (session.space === null || session.deviceKey === null || !isLockChosen(session)) return;
    const space = await openStoredSpace(session, session.deviceKey);
    if (!space.ok) return;
    await load(session, space.value);
    if (session.isWriter) await takeInLetters(space.value, session.store, session.now());
    emitChange(session);
    await emitStatus(session);
  });
