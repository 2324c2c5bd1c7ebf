import type { Bytes } from '#vault/public/bytes.ts';
import type { Slot } from '#vault/slot.ts';
import type { SyncView } from '../locker/sync-types.ts';
import type { EntryIndex } from './query-entries.ts';
import type { QuietMoment } from './quiet-moment.ts';
import type { Loading } from './load-space.ts';
import type { OpenSpace } from './open-space.ts';
import type { KeptStorage, Meta, OpenStoreError, VaultStore } from './vault-store.ts';
import type { Finding, VaultError, VaultStatus } from './vault-types.ts';

/** What one Worker knows. It ends with the Worker; only functions of this folder change it. */
export type Session = {
  readonly storage: KeptStorage;
  readonly now: () => number;
  readonly emit: (event: SessionEvent) => void;
  /** IndexedDB; null when there is nothing in it yet, or when it cannot be used (`blocked`). */
  kept: VaultStore | null;
  blocked: OpenStoreError['type'] | null;
  meta: Meta | undefined;
  slots: readonly Slot[];
  /** Where the open space lies: in memory until a lock is chosen. */
  store: VaultStore;
  deviceKey: Bytes | null;
  space: OpenSpace | null;
  loading: Loading | null;
  readonly quiet: QuietMoment;
  isLoaded: boolean;
  /** Built when it is asked for, dropped with every change. */
  index: EntryIndex | null;
  isWriter: boolean;
  isEvicted: boolean;
  clockBack: number;
  /** Keeps the space together with its server. Null where there is no server to reach, as in many tests. */
  sync: { readonly noteWritten: () => void; readonly view: () => SyncView | null } | null;
  queue: Promise<unknown>;
};

export type SessionEvent =
  | { readonly type: 'change' }
  | { readonly type: 'status'; readonly status: VaultStatus }
  /** Other devices wrote: what is here is newer than what other tabs read. */
  | { readonly type: 'synced' }
  /** The storage that did not open can be opened: there is more to know than this session does. */
  | { readonly type: 'found-late' };

export const isLockChosen = (session: Session): boolean => session.meta?.choice === 'lock';

export const isLocked = (session: Session): boolean => isLockChosen(session) && session.space === null;

/** One write after the other: each builds on the head that the one before left. */
export function serially<T>(session: Session, write: () => Promise<T>): Promise<T> {
  const next = session.queue.then(write, write);
  session.queue = next.catch(() => undefined);
  return next;
}

/** Resolves when everything is loaded, which does not wait for a quiet moment any more. */
export async function whenLoaded(session: Session): Promise<void> {
  session.quiet.hurry();
  await session.loading?.all;
}

function findingsOf(session: Session): Finding[] {
  const findings: Finding[] = [];
  const { space } = session;
  if (session.isEvicted) findings.push({ type: 'evicted' });
  if (session.blocked === 'no-indexeddb' || session.blocked === 'held-open') findings.push({ type: session.blocked });
  if (session.blocked === 'newer-format') findings.push({ type: 'newer-format', records: 0 });
  // A tab that only reads may meet the storage in the middle of a change: the one that writes knows.
  if (space !== null && space.damaged > 0 && session.isWriter)
    findings.push({ type: 'damaged-record', records: space.damaged });
  const newer = space === null ? 0 : space.newer + space.newerLetters;
  if (newer > 0) findings.push({ type: 'newer-format', records: newer });
  if (session.clockBack > 0) findings.push({ type: 'clock-back', by: session.clockBack });
  return findings;
}

function countUnkept({ space }: Session): number {
  let entries = 0;
  for (const record of space?.state.records.values() ?? []) if (record.put !== undefined) entries++;
  return entries;
}

export async function statusOf(session: Session): Promise<VaultStatus> {
  const chosen = isLockChosen(session);
  const state = chosen ? (session.space === null ? 'locked' : 'unlocked') : session.meta ? 'nothing' : 'memory';
  return {
    state,
    readOnly: state === 'unlocked' && !session.isWriter,
    waysIn: session.slots.map(({ id, lock }) => ({ id, type: lock.type })),
    lockStyle: session.meta?.lockStyle ?? null,
    unkept: chosen ? 0 : countUnkept(session),
    waiting: chosen && !session.isEvicted ? await session.kept!.letterCount() : 0,
    findings: findingsOf(session),
    sync: session.sync?.view() ?? null,
  };
}

export async function emitStatus(session: Session): Promise<void> {
  session.emit({ type: 'status', status: await statusOf(session) });
}

export function emitChange(session: Session): void {
  session.index = null;
  session.emit({ type: 'change' });
}

/** A clock that stands up to a minute behind is only a clock. */
const CLOCK_TOLERANCE = 60_000;

/** Clocks decide nothing; one that was set back is told, so that days and weeks can be understood. */
export function noteClock(session: Session): void {
  const behind = (session.space?.keyring.latest ?? 0) - session.now();
  session.clockBack = behind > CLOCK_TOLERANCE ? behind : 0;
}

/** Why this tab may not change what is there; null when it may. */
export function whyNotWritable(session: Session): VaultError | null {
  if (isLocked(session)) return { type: 'locked' };
  if (isLockChosen(session) && !session.isWriter) return { type: 'other-tab' };
  return null;
}
