import type { Operation } from '#core/space/operation.ts';
import type { Log } from '#core/space/check-log.ts';
import type { VersionVector } from '#core/space/version-vector.ts';
import type { Alarm, Head, Keyring } from '#vault/keyring.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { logOf } from '../vault/chain-log.ts';
import type { LoadedSegment, OpenSpace, TailOperation } from '../vault/open-space.ts';
import type { ManifestChain } from '../vault/read-membership.ts';
import type { ManifestRecord, OtherPart, OtherRecord, SegmentRecord, VaultStore } from '../vault/vault-store.ts';

/** Everything that one page of the server leads to. Nothing of it is shown before the storage has taken it. */
export type TakeIn = {
  readonly space: OpenSpace;
  readonly store: VaultStore;
  readonly log: Log;
  chain: ManifestChain;
  keyring: Keyring;
  readonly manifests: ManifestRecord[];
  readonly records: OtherRecord[];
  readonly segments: SegmentRecord[];
  readonly dropSegments: string[];
  /** Successions that are at the server, by name, and those that others took the place of there. */
  readonly there: string[];
  readonly outdone: string[];
  readonly dropOthers: OtherPart[];
  /** What is to be shown, in the order in which it was taken. */
  readonly shown: Shown[];
  /** Chains that are cut, because a device left before what is here of it. */
  readonly cut: Set<string>;
  /** What the helper is to hear of although nothing is wrong with it. */
  readonly told: Pick<Alarm, 'type' | 'device'>[];
  /** Null while everything has to be here that a segment builds upon; see `takeTogether`. */
  deferring: Deferring | null;
};

/** Segments, by hash, that are taken although what they build upon is to come after them, and what is to be checked then. */
export type Deferring = { readonly segments: ReadonlySet<string>; readonly links: DeferredLink[] };
export type DeferredLink = {
  readonly segment: string;
  readonly device: string;
  readonly seq: number;
  readonly seen: VersionVector;
  /** Null where it is a guess. */
  readonly lamport: number | null;
};

export type Shown =
  | {
      readonly type: 'operation';
      readonly device: string;
      readonly tail: TailOperation;
      readonly operation: Operation | null;
    }
  | { readonly type: 'segment'; readonly device: string; readonly segment: LoadedSegment; readonly isNews: boolean };

export const beginTakeIn = (space: OpenSpace, store: VaultStore): TakeIn => ({
  space,
  store,
  log: logOf(space),
  chain: { membership: space.membership, hash: space.keyring.manifest.hash },
  keyring: space.keyring,
  manifests: [],
  records: [],
  segments: [],
  dropSegments: [],
  there: [],
  outdone: [],
  dropOthers: [],
  shown: [],
  cut: new Set(),
  told: [],
  deferring: null,
});

/** The last link of a chain that is here: from the log, so that what this page brought counts already. */
export function headIn({ log }: TakeIn, device: string): Head {
  const chain = log.chains.get(device);
  const last = chain?.links.at(-1);
  if (chain === undefined || last === undefined) return { seq: 0, hash: NO_HASH, lamport: 0 };
  return { seq: chain.first + chain.links.length - 1, ...last };
}

/** Undefined when that link is older than what is here, or was damaged here. */
export function hashAt({ log }: TakeIn, device: string, seq: number): string | undefined {
  if (seq === 0) return NO_HASH;
  const chain = log.chains.get(device);
  const hash = chain?.links[seq - chain.first]?.hash;
  return hash === NO_HASH ? undefined : hash;
}

/** How far every chain goes that is here. */
export const vectorOf = (draft: TakeIn): VersionVector =>
  Object.fromEntries([...draft.log.chains.keys()].map((id) => [id, headIn(draft, id).seq]));

export function setHead(draft: TakeIn, device: string): void {
  draft.keyring = { ...draft.keyring, heads: { ...draft.keyring.heads, [device]: headIn(draft, device) } };
}

/** False when the device that took this one in knew another operation at that place. */
export function fitsFrontier({ keyring }: TakeIn, device: string, seq: number, hash: string): boolean {
  const known = keyring.frontier?.[device];
  return known === undefined || known.seq !== seq || known.hash === hash;
}
