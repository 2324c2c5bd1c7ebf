import type { Entry, EntryId, EntryKind, Json } from '#core/entry/entry.ts';
import type { Result } from '#core/result.ts';
import type { SyncView } from '../locker/sync-types.ts';

/**
 * Whose device it is. `shared` locks at once when hidden, left or idle; `own` after so many minutes idle or hidden.
 * Where nothing is kept, `shared` forgets when left or idle, and `own` does not forget by itself.
 */
export type LockStyle = { readonly kind: 'shared' } | { readonly kind: 'own'; readonly minutes: number };

/** A way in. It says nothing about the secret behind it. */
export type WayIn = { readonly id: string; readonly type: 'passphrase' | 'passkey' };

/**
 * `memory`: no lock chosen yet, a reload loses what is written. `nothing`: the same, by the helper's own choice.
 * `locked`: the page holds no word; writing is still possible. `unlocked`: readable.
 */
export type VaultState = 'memory' | 'nothing' | 'locked' | 'unlocked';

/** Something the helper should be told once, calmly. None of them stops the app. */
export type Finding =
  /** The browser emptied the storage; a backup is the way back. */
  | { readonly type: 'evicted' }
  /** So many records could not be opened. They are set aside, not deleted; the rest is whole. */
  | { readonly type: 'damaged-record'; readonly records: number }
  /** So many records were written by a newer Ballast. They are kept, and cannot be shown by this one. */
  | { readonly type: 'newer-format'; readonly records: number }
  /** This device's clock stands so many ms before something already written. */
  | { readonly type: 'clock-back'; readonly by: number }
  /** The Worker did not start, or died. Kept things are whole; what was in its memory alone is gone. */
  | { readonly type: 'worker-failed' }
  /** This browser gives no storage: memory is all there is. */
  | { readonly type: 'no-indexeddb' }
  /** Another window holds on to the storage: memory is all there is until it is closed. */
  | { readonly type: 'held-open' }
  /** Opened over plain HTTP: the browser gives no cryptography, so nothing can be kept (secure contexts, W3C). */
  | { readonly type: 'insecure-page' };

export type VaultStatus = {
  readonly state: VaultState;
  /** Another tab writes. This one reads; what it saves is handed over, edits and erasing wait. */
  readonly readOnly: boolean;
  readonly waysIn: readonly WayIn[];
  /** Null until it was said whose device it is: with a lock, or when nothing is to be kept. */
  readonly lockStyle: LockStyle | null;
  /** Entries that live only in memory (`memory`, `nothing`). */
  readonly unkept: number;
  /** Entries written while locked, sealed, taken in at the next unlock. */
  readonly waiting: number;
  readonly findings: readonly Finding[];
  /** How it stands with the helper's other devices. Null while locked, and where there is no locker. */
  readonly sync: SyncView | null;
};

export type VaultError =
  | { readonly type: 'locked' }
  | { readonly type: 'not-locked' }
  | { readonly type: 'wrong-passphrase' }
  | { readonly type: 'weak-passphrase' }
  /** A lock is chosen already (here or in another tab). */
  | { readonly type: 'already-chosen' }
  | { readonly type: 'last-way-in' }
  | { readonly type: 'no-such-way-in' }
  | { readonly type: 'passkey-unsupported' }
  /** The authenticator made a passkey without PRF: it can sign in but cannot lock anything. */
  | { readonly type: 'passkey-without-prf' }
  | { readonly type: 'passkey-refused' }
  | { readonly type: 'wrong-passkey' }
  | { readonly type: 'no-such-entry' }
  | { readonly type: 'bad-entry'; readonly field: string }
  | { readonly type: 'too-large' }
  | { readonly type: 'storage-full' }
  | { readonly type: 'storage-failed' }
  | { readonly type: 'evicted' }
  | { readonly type: 'no-indexeddb' }
  /** Another window holds on to the storage. After erasing: everything in it is gone, only the storage itself is not. */
  | { readonly type: 'held-open' }
  /** The lock itself (slots or keyring) cannot be read; a backup is the way back. */
  | { readonly type: 'damaged' }
  | { readonly type: 'newer-format' }
  | { readonly type: 'other-tab' };

/** Where a saved entry went. */
export type Kept = { readonly id: EntryId; readonly in: 'memory' | 'space' | 'inbox' };

export type NewEntry = Omit<Entry, 'id'> & { readonly id?: EntryId };

/** Something begun and not finished. See docs/decisions/0010-unfinished-runs.md. */
export type Draft = {
  /** Which run it is of: random, given when it is begun. */
  readonly run: string;
  readonly practice: string;
  /** When it was put away, in ms. Null when an older Ballast did. */
  readonly at: number | null;
  /** Whatever the screens need to go on with it. */
  readonly state: Json;
};

export type EntryQuery = {
  /** With a first day, what is loaded is answered as soon as it reaches further back. */
  readonly sinceDay?: string;
  readonly practice?: string;
  readonly kind?: EntryKind;
  /** With a limit the newest are answered before everything is loaded. */
  readonly limit?: number;
};

/** Texts written on two devices at once: the entry shows one, these are the others. */
export type Besides = { readonly path: readonly string[]; readonly texts: readonly string[] };

export type EntryPage = {
  /** Newest first, with every edit applied. */
  readonly entries: readonly Entry[];
  readonly besides: { readonly [id: EntryId]: readonly Besides[] };
  /** Kept entries of a newer Ballast, which this one cannot show. */
  readonly newer: number;
  /** False while older segments are still loading: `change` is emitted when they are there. */
  readonly complete: boolean;
};

export type RestoreError = VaultError | { readonly type: 'not-a-backup' } | { readonly type: 'newer-version' };

export type RestoreReport = {
  /** Entries and unfinished runs. */
  readonly added: number;
  /** What was here already. */
  readonly present: number;
  /** Entries of the backup that were erased here, and stay erased. */
  readonly erased: number;
  /** Parts of the file that could not be read; everything else was taken in. */
  readonly damagedParts: number;
};

export type StorageReport = {
  readonly persisted: boolean;
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
};

export type VaultEvent =
  | { readonly type: 'status'; readonly status: VaultStatus }
  /** Entries changed: read them again. */
  | { readonly type: 'change' }
  /** Locked, or locked already and left again: the page puts away what is written on it, and clears itself now. */
  | { readonly type: 'locked' }
  /** Nothing is kept, the computer is shared, and nobody has given a sign of life for a while: `forgotten` is near. */
  | { readonly type: 'forgets-soon'; readonly isSoon: boolean }
  /** What lay in memory alone is gone, since whoever wrote it is: the page clears itself now. */
  | { readonly type: 'forgotten' }
  /** Everything was erased, here or in another tab. */
  | { readonly type: 'erased' };

export type PasskeyName = {
  /** Shown by the device when it asks for the passkey. Words of the web layer; no secret. */
  readonly name: string;
};

type Done = Promise<Result<null, VaultError>>;

/** The personal space as a page sees it. Keys and words live in a Worker; nothing here holds a secret. */
export type VaultClient = {
  /** Idempotent; call it once at start. Emits `status` from then on. */
  open(): Promise<VaultStatus>;
  status(): VaultStatus;
  /** Returns the function that ends the subscription. */
  on(listener: (event: VaultEvent) => void): () => void;

  choosePassphrase(passphrase: string, lockStyle: LockStyle): Done;
  choosePasskey(passkey: PasskeyName, lockStyle: LockStyle): Done;
  chooseNothing(lockStyle: LockStyle): Done;
  setLockStyle(lockStyle: LockStyle): Done;
  addPassphrase(passphrase: string): Done;
  addPasskey(passkey: PasskeyName): Done;
  changePassphrase(current: string, next: string): Done;
  removeWayIn(id: string): Done;

  unlockWithPassphrase(passphrase: string): Done;
  unlockWithPasskey(): Done;
  /** Ends the Worker and emits `locked`, in every tab. No effect in `memory` and `nothing`. */
  lock(): Promise<void>;

  put(entry: NewEntry): Promise<Result<Kept, VaultError>>;
  /** `path` starts with `answers` or is `['ending']`. `freeText`: kept beside another text written at the same time. */
  edit(id: EntryId, path: readonly string[], value: Json, options?: { readonly freeText?: boolean }): Done;
  erase(id: EntryId): Done;
  /** `held-open`: what was written is gone here and in every tab; an empty storage is left. */
  eraseEverything(): Done;
  entries(query?: EntryQuery): Promise<Result<EntryPage, VaultError>>;

  /** While locked it is sealed to the inbox, and found after the next unlock. One run has one draft: the latest. */
  saveDraft(practice: string, run: string, state: Json): Done;
  /** Newest first; of one practice, or all. */
  drafts(practice?: string): Promise<Result<readonly Draft[], VaultError>>;
  /** It was finished or given up. Others of the same practice stay. */
  dropDraft(practice: string, run: string): Done;

  backup(passphrase: string): Promise<Result<Blob, VaultError>>;
  restore(file: Blob, passphrase: string): Promise<Result<RestoreReport, RestoreError>>;
  /** Readable JSON text of every entry, newest first. */
  exportJson(): Promise<Result<string, VaultError>>;

  /** Asks the browser to keep the storage. False when it will not promise it. */
  askToPersist(): Promise<boolean>;
  storage(): Promise<StorageReport>;
  /** Ends the Worker, timers and listeners. */
  close(): Promise<void>;
};
