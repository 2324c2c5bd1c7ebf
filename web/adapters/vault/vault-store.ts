import type { Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { Slot } from '#vault/slot.ts';
import type { LockStyle } from './vault-types.ts';

/** What stands outside the lock: enough to ask for the right way in and to seal a letter to the inbox. */
export type Meta =
  /** Without `lockStyle`: chosen before anybody was asked whose device it is. */
  | { readonly format: 1; readonly choice: 'nothing'; readonly lockStyle?: LockStyle }
  | {
      readonly format: 1;
      readonly choice: 'lock';
      readonly lockStyle: LockStyle;
      readonly space: string;
      readonly inboxKey: string;
    };

/** An operation as it will be synced. The signature covers the chain up to here. */
export type TailRecord = {
  readonly seq: number;
  readonly hash: string;
  readonly bytes: Bytes;
  readonly signature?: Bytes;
};

/** An operation of another device, as it came. */
export type OtherRecord = Omit<TailRecord, 'signature'> & { readonly device: string };
/** `to`: up to this operation, and everything when it is left out. `from`: from this one on. */
export type OtherPart = { readonly device: string; readonly from?: number; readonly to?: number };

export type SegmentKey = {
  readonly name: string;
  readonly device: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
};
export type SegmentRecord = SegmentKey & { readonly bytes: Bytes; readonly signature: Bytes };
export type ManifestRecord = { readonly version: number; readonly bytes: Bytes; readonly signature: Bytes };
export type DraftRecord = { readonly name: string; readonly bytes: Bytes };
export type Letter = { readonly number: number; readonly bytes: Bytes };
/** Something that could not be opened, kept as it was found. */
export type SetAside = { readonly from: 'tail' | 'segments' | 'inbox' | 'drafts'; readonly record: unknown };

/** Everything in it is committed at once or not at all. Drops happen before puts. */
export type Writes = {
  /** Who belongs, and every chain. Drafts and letters stay. */
  readonly dropSpace?: true;
  readonly meta?: Meta;
  readonly keyring?: Bytes;
  readonly putSlots?: readonly Slot[];
  readonly dropSlots?: readonly string[];
  readonly putManifests?: readonly ManifestRecord[];
  readonly putTail?: readonly TailRecord[];
  /** Sequence numbers. */
  readonly dropTail?: readonly number[];
  readonly putOthers?: readonly OtherRecord[];
  readonly dropOthers?: readonly OtherPart[];
  readonly putSegments?: readonly SegmentRecord[];
  readonly dropSegments?: readonly string[];
  readonly putDrafts?: readonly DraftRecord[];
  readonly dropDrafts?: readonly string[];
  readonly addLetters?: readonly Bytes[];
  readonly dropLetters?: readonly number[];
  readonly setAside?: readonly SetAside[];
};

export type StoreError = { readonly type: 'storage-full' | 'storage-failed' | 'evicted' };

/** Where a space lies: in memory until a lock is chosen, then in IndexedDB. Reading rejects when the storage fails. */
export type VaultStore = {
  readonly commit: (writes: Writes) => Promise<Result<null, StoreError>>;
  readonly meta: () => Promise<Meta | undefined>;
  readonly keyring: () => Promise<Bytes | undefined>;
  readonly slots: () => Promise<readonly unknown[]>;
  readonly manifests: () => Promise<readonly ManifestRecord[]>;
  /** Oldest first. */
  readonly tail: () => Promise<readonly TailRecord[]>;
  /** By device, oldest first. */
  readonly others: () => Promise<readonly OtherRecord[]>;
  /** By device, oldest first. */
  readonly segmentKeys: () => Promise<readonly SegmentKey[]>;
  readonly segment: (name: string) => Promise<SegmentRecord | undefined>;
  readonly drafts: () => Promise<readonly DraftRecord[]>;
  /** In the order of writing. */
  readonly letters: () => Promise<readonly Letter[]>;
  readonly letterCount: () => Promise<number>;
  readonly close: () => void;
};

/** `held-open`: it does not answer, as when another window holds on to a database that is being deleted. */
export type OpenStoreError = { readonly type: 'no-indexeddb' | 'newer-format' | 'held-open' };

/** `held-open`: every store is empty, and another window holds on to the database itself. */
export type EraseStoreError = { readonly type: 'storage-failed' | 'held-open' };

/** Where a space is kept once a lock is chosen. `onGone`: the browser took the storage away. */
export type KeptStorage = {
  /** Null when there is nothing yet; looking leaves nothing behind. `onLate`: `held-open` does not hold any more. */
  readonly find: (onGone: () => void, onLate?: () => void) => Promise<Result<VaultStore | null, OpenStoreError>>;
  readonly create: (onGone: () => void) => Promise<Result<VaultStore, OpenStoreError>>;
  /** Deletes it all, and looks whether it is gone. What was written goes first, and waits for no other window. */
  readonly erase: () => Promise<Result<null, EraseStoreError>>;
};
