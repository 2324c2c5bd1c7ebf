import { err, ok, type Result } from '#core/result.ts';
import { parseSlot, type Slot } from '#vault/slot.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { Keyring } from '#vault/keyring.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { foundSpace } from './found-space.ts';
import { createMemoryStore } from './memory-store.ts';
import { createQuietMoment } from './quiet-moment.ts';
import { createOpenSpace, type OpenSpace } from './open-space.ts';
import { readManifests } from './read-membership.ts';
import { emitStatus, type Session, type SessionEvent } from './session.ts';
import { deriveSpaceKeys } from './space-keys.ts';
import type { KeptStorage, ManifestRecord, OpenStoreError, VaultStore } from './vault-store.ts';

export function createSession(storage: KeptStorage, now: () => number, emit: (event: SessionEvent) => void): Session {
  return {
    storage,
    now,
    emit,
    kept: null,
    blocked: null,
    meta: undefined,
    slots: [],
    store: createMemoryStore(),
    deviceKey: null,
    space: null,
    loading: null,
    quiet: createQuietMoment(),
    isLoaded: true,
    index: null,
    isWriter: false,
    isEvicted: false,
    clockBack: 0,
    sync: null,
    queue: Promise.resolve(),
  };
}

const whenGone = (session: Session) => (): void => {
  session.isEvicted = true;
  void emitStatus(session);
};

/** The storage of this device, made when there is none yet. */
export async function keptStore(session: Session): Promise<Result<VaultStore, OpenStoreError>> {
  if (session.blocked !== null) return err({ type: session.blocked });
  if (session.kept !== null) return ok(session.kept);
  const created = await session.storage.create(whenGone(session));
  if (created.ok) session.kept = created.value;
  return created;
}

/** Looks what this device holds. No secret is needed, and nothing is written. */
export async function startSession(session: Session): Promise<void> {
  const found = await session.storage.find(whenGone(session), () => session.emit({ type: 'found-late' }));
  if (!found.ok) {
    session.blocked = found.error.type;
    return;
  }
  session.kept = found.value;
  if (session.kept === null) return;
  session.meta = await session.kept.meta();
  if (session.meta !== undefined && (session.meta.format as number) > 1) {
    session.blocked = 'newer-format';
    session.meta = undefined;
    return;
  }
  if (session.meta?.choice !== 'lock') return;
  session.store = session.kept;
  session.slots = await readSlots(session);
}

/** The slots that can be tried; a slot that is broken or too cheap to guess is left where it lies. */
export async function readSlots(session: Session): Promise<Slot[]> {
  const slots = (await session.kept?.slots()) ?? [];
  return slots.flatMap((slot) => {
    const parsed = parseSlot(slot);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** An empty space with its keys and who belongs to it. */
export async function openWithMembership(
  deviceKey: Bytes,
  keyring: Keyring,
  manifests: readonly ManifestRecord[],
): Promise<Result<OpenSpace, { readonly type: 'damaged' | 'newer-format' }>> {
  const keys = await deriveSpaceKeys(deviceKey, keyring);
  const chain = await readManifests(keys, keyring.space, manifests);
  if (!chain.ok) return err({ type: chain.error.type === 'newer-manifest' ? 'newer-format' : 'damaged' });
  if (chain.value.hash !== keyring.manifest.hash) return err({ type: 'damaged' });
  return ok(createOpenSpace(keys, keyring, chain.value.membership));
}

/** The space in memory, founded when the first thing is written. Null while locked. */
export async function spaceOf(session: Session): Promise<OpenSpace | null> {
  if (session.space !== null) return session.space;
  if (session.meta?.choice === 'lock') return null;
  const { deviceKey, keyring, manifest } = await foundSpace(systemRandomBytes);
  session.deviceKey = deviceKey;
  await session.store.commit({ putManifests: [manifest] });
  const opened = await openWithMembership(deviceKey, keyring, [manifest]);
  if (!opened.ok) throw new Error('a space that was just founded does not open');
  session.space = opened.value;
  return session.space;
}
