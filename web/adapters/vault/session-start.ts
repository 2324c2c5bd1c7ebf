import type { Result } from '#core/result.ts';
import { parseSlot, type Slot } from '#vault/slot.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { foundSpace } from './found-space.ts';
import { createMemoryStore } from './memory-store.ts';
import { createOpenSpace, type OpenSpace } from './open-space.ts';
import { emitStatus, type Session, type SessionEvent } from './session.ts';
import { deriveSpaceKeys } from './space-keys.ts';
import type { StoreError, VaultStore } from './vault-store.ts';

export function createSession(now: () => number, emit: (event: SessionEvent) => void): Session {
  return {
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
    isLoaded: true,
    index: null,
    isWriter: false,
    isEvicted: false,
    clockBack: 0,
    queue: Promise.resolve(),
  };
}

/** Where a space is kept once a lock is chosen. */
export type KeptStorage = {
  /** `onGone`: the browser took the storage away. */
  readonly open: (
    onGone: () => void,
  ) => Promise<Result<VaultStore, { readonly type: 'no-indexeddb' | 'newer-format' }>>;
  readonly erase: () => Promise<Result<null, StoreError>>;
};

/** Looks what this device holds. No secret is needed, and nothing is written. */
export async function startSession(session: Session, storage: KeptStorage): Promise<void> {
  const opened = await storage.open(() => {
    session.isEvicted = true;
    void emitStatus(session);
  });
  if (!opened.ok) {
    session.blocked = opened.error.type;
    return;
  }
  session.kept = opened.value;
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

/** The space in memory, founded when the first thing is written. Null while locked. */
export async function spaceOf(session: Session): Promise<OpenSpace | null> {
  if (session.space !== null) return session.space;
  if (session.meta?.choice === 'lock') return null;
  const { deviceKey, keyring, manifest } = await foundSpace(systemRandomBytes);
  session.deviceKey = deviceKey;
  await session.store.commit({ putManifests: [manifest] });
  session.space = createOpenSpace(await deriveSpaceKeys(deviceKey, keyring), keyring);
  return session.space;
}
