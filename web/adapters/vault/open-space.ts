import { parseEntry, type Json } from '#core/entry/entry.ts';
import { createSpaceState, type SpaceState } from '#core/space/merge.ts';
import type { Log } from '#core/space/check-log.ts';
import type { Membership } from '#core/space/manifest.ts';
import type { VersionVector } from '#core/space/version-vector.ts';
import type { Keyring } from '#vault/keyring.ts';
import type { PutColumns, SegmentRow, SegmentTable } from '#vault/segment-layout.ts';
import type { SpaceKeys } from './space-keys.ts';
import type { SegmentKey } from './vault-store.ts';

/** What a put entry is in memory: a row of a segment, read when it is asked for, or the entry itself. */
export type EntryBody = { readonly table: SegmentTable; readonly row: number } | { readonly entry: Json };

/** `table`: null when a newer Ballast wrote the segment. `previous`: the hash of the operation before it. */
export type LoadedSegment = SegmentKey & {
  readonly previous: string;
  /** Who wrote it in the place of a device that has left; null for one of the device's own making. */
  readonly successor: string | null;
  readonly table: SegmentTable | null;
};

/** One operation of a chain that is not in a segment yet. */
export type TailOperation = {
  readonly seq: number;
  readonly hash: string;
  readonly previous: string;
  readonly lamport: number;
  readonly at: number;
  readonly seen: VersionVector;
  readonly changes: readonly Json[];
};

export type OtherChain = { segments: LoadedSegment[]; tail: TailOperation[] };

/** An unlocked space. The one Worker that holds it changes it, and only after the storage has taken the change. */
export type OpenSpace = {
  readonly keys: SpaceKeys;
  keyring: Keyring;
  membership: Membership;
  readonly state: SpaceState<EntryBody>;
  /** Of the own chain, oldest first. */
  segments: LoadedSegment[];
  tail: TailOperation[];
  /** Of the other devices, each oldest first. */
  readonly others: Map<string, OtherChain>;
  /** Every link that is here, of every chain; made when something comes from another device. */
  log: Log | null;
  /** Operations that only a newer Ballast can open stand in the tail: it is left as it is. */
  hasSealedTail: boolean;
  damaged: number;
  newer: number;
  /** Of a newer Ballast too; they stay in the inbox. */
  newerLetters: number;
};

export const createOpenSpace = (keys: SpaceKeys, keyring: Keyring, membership: Membership): OpenSpace => ({
  keys,
  keyring,
  membership,
  state: createSpaceState(),
  segments: [],
  tail: [],
  others: new Map(),
  log: null,
  hasSealedTail: false,
  damaged: 0,
  newer: 0,
  newerLetters: 0,
});

export function otherChainOf(space: OpenSpace, device: string): OtherChain {
  const known = space.others.get(device);
  if (known !== undefined) return known;
  const chain: OtherChain = { segments: [], tail: [] };
  space.others.set(device, chain);
  return chain;
}

/** Of a device that has left: what came after its last accepted operation is not shown. */
export const lastAccepted = ({ membership }: OpenSpace, device: string): number =>
  membership.devices.get(device)?.left?.seq ?? Infinity;

export const readBody = (body: EntryBody): Json =>
  'entry' in body ? body.entry : (JSON.parse(body.table.textOf(body.row)) as Json);

/** Null for an entry that this version does not understand. */
export function columnsOfEntry(value: Json): PutColumns | null {
  const read = parseEntry(value);
  if (!read.ok || read.value.type !== 'entry') return null;
  const { id, at, day, practice, kind } = read.value.entry;
  return { id, at, day, practice, kind };
}

export const columnsOf = (body: EntryBody): PutColumns | null =>
  'entry' in body ? columnsOfEntry(body.entry) : (body.table.putOf(body.row) ?? columnsOfEntry(readBody(body)));

export function tailToRow({ hash, lamport, at, seen, changes }: TailOperation): SegmentRow {
  const only = changes.length === 1 ? (changes[0] as { type?: Json; entry?: Json }) : undefined;
  const put = only?.type === 'put' && only.entry !== undefined ? columnsOfEntry(only.entry) : null;
  return { hash, lamport, at, seen, put, text: JSON.stringify(put === null ? changes : only!.entry) };
}

export const tableToRows = (table: SegmentTable): SegmentRow[] =>
  Array.from({ length: table.rows }, (_, row) => ({
    hash: table.hashOf(row),
    lamport: table.lamportOf(row),
    at: table.atOf(row),
    seen: table.seenOf(row),
    put: table.putOf(row),
    text: table.textOf(row),
  }));
