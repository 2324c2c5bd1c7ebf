import type { Json } from '#core/entry/entry.ts';
import { mergeOperation, mergePut } from '#core/space/merge.ts';
import { parseOperation } from '#core/space/operation.ts';
import type { VersionVector } from '#core/space/version-vector.ts';
import { decodeHeader } from '#vault/public/header.ts';
import { headOf, type Keyring } from '#vault/keyring.ts';
import { openOperation } from '#vault/operation-envelope.ts';
import type { SegmentTable } from '#vault/segment-layout.ts';
import { openSegment } from '#vault/segment.ts';
import {
  lastAccepted,
  otherChainOf,
  type EntryBody,
  type LoadedSegment,
  type OpenSpace,
  type TailOperation,
} from './open-space.ts';
import type {
  OtherRecord,
  SegmentKey,
  SegmentRecord,
  SetAside,
  TailRecord,
  VaultStore,
  Writes,
} from './vault-store.ts';

/**
 * Loading goes from the newest to the oldest: the tail, then segment by segment. Merging does not mind the order.
 * Nothing is thrown away: what cannot be opened is counted, and set aside by the tab that writes.
 */
export type Loading = {
  /** The tail and the newest segment are shown. */
  readonly newest: Promise<void>;
  /** Everything is shown; holds what is to be set aside. */
  readonly all: Promise<SetAsideWrites>;
};

export type SetAsideWrites = {
  readonly missing: number;
  readonly writes: Writes;
  /** Other devices whose chains are not whole here. */
  readonly others: ReadonlySet<string>;
};

const NEWER = new Set(['unknown-version', 'unknown-suite', 'unknown-kind']);

type Unreadable = {
  readonly aside: SetAside[];
  readonly dropTail: number[];
  readonly dropSegments: string[];
  /** Other devices of which something could not be read: all of it comes again from the server. */
  readonly others: Set<string>;
};

async function openTail(space: OpenSpace, records: readonly TailRecord[], unreadable: Unreadable): Promise<void> {
  const { space: id, device } = space.keyring;
  const opened = await Promise.all(
    records.map(async (record) => {
      const header = decodeHeader(record.bytes);
      const key = header.ok ? space.keys.epochs.get(header.value.epoch)?.operation : undefined;
      if (!header.ok || key === undefined) return { record, header, operation: null };
      const place = { space: id, device: device.id, seq: record.seq };
      return { record, header, operation: await openOperation(key, record.bytes, place) };
    }),
  );
  for (const { record, header, operation } of opened) {
    if (!header.ok && NEWER.has(header.error.type)) {
      space.newer++;
      space.hasSealedTail = true;
    } else if (header.ok && operation?.ok) {
      takeTailOperation(space, record, header.value.previous, operation.value.content);
    } else {
      space.damaged++;
      unreadable.aside.push({ from: 'tail', record });
      unreadable.dropTail.push(record.seq);
    }
  }
}

function takeTailOperation(space: OpenSpace, record: TailRecord, previous: string, content: Json): void {
  const { id: device } = space.keyring.device;
  space.tail.push(showOperation(space, { ...record, device }, previous, content));
}

/** What an operation says is shown, whoever wrote it; what this version does not understand is counted. */
export function showOperation(space: OpenSpace, record: OtherRecord, previous: string, content: Json): TailOperation {
  const { device } = record;
  const operation = parseOperation({ device, seq: record.seq }, content);
  const { lamport, at, seen, changes } = content as unknown as Omit<
    TailOperation,
    'seq' | 'hash' | 'previous' | 'seen'
  > & {
    readonly seen?: VersionVector;
  };
  if (operation.ok) mergeOperation(space.state, operation.value, (entry): EntryBody => ({ entry }));
  else if (operation.error.type === 'newer-operation') space.newer++;
  else space.damaged++;
  return { seq: record.seq, hash: record.hash, previous, lamport, at, seen: seen ?? {}, changes };
}

async function openOthers(space: OpenSpace, records: readonly OtherRecord[], unreadable: Unreadable): Promise<void> {
  const accepted = records.filter(({ device, seq }) => seq <= lastAccepted(space, device));
  const opened = await Promise.all(
    accepted.map(async (record) => {
      const header = decodeHeader(record.bytes);
      const key = header.ok ? space.keys.epochs.get(header.value.epoch)?.operation : undefined;
      const place = { space: space.keyring.space, device: record.device, seq: record.seq };
      return { record, header, operation: key && (await openOperation(key, record.bytes, place)) };
    }),
  );
  for (const { record, header, operation } of opened) {
    if (header.ok && operation?.ok) {
      const shown = showOperation(space, record, header.value.previous, operation.value.content);
      otherChainOf(space, record.device).tail.push(shown);
    } else unreadable.others.add(record.device);
  }
}

/** Of a device that has left no more than was accepted. */
export function showSegment(space: OpenSpace, device: string, firstSeq: number, table: SegmentTable): void {
  const rows = Math.min(table.rows, lastAccepted(space, device) - firstSeq + 1);
  for (let row = 0; row < rows; row++) {
    const id = table.putIdOf(row);
    if (id !== null) {
      // One object for what was put and for when: there are tens of thousands.
      const put = { table, row, lamport: table.lamportOf(row), device };
      mergePut(space.state, id, put, put);
    } else showChanges(space, { device, seq: firstSeq + row }, table, row);
  }
}

function showChanges(
  space: OpenSpace,
  place: { readonly device: string; readonly seq: number },
  table: SegmentTable,
  row: number,
): void {
  const changes = JSON.parse(table.textOf(row)) as Json;
  const [lamport, at, seen] = [table.lamportOf(row), table.atOf(row), table.seenOf(row)];
  const operation = parseOperation(place, { lamport, at, seen, changes });
  if (operation.ok) mergeOperation(space.state, operation.value, (entry): EntryBody => ({ entry }));
  else if (operation.error.type === 'newer-operation') space.newer++;
  else space.damaged++;
}

async function openSegmentRecord(
  space: OpenSpace,
  key: SegmentKey,
  record: SegmentRecord | undefined,
  unreadable: Unreadable,
): Promise<LoadedSegment | null> {
  const operations = key.lastSeq - key.firstSeq + 1;
  const isOwn = key.device === space.keyring.device.id;
  if (record === undefined) {
    if (isOwn) space.damaged += operations;
    else unreadable.others.add(key.device);
    return null;
  }
  const header = decodeHeader(record.bytes);
  if (!header.ok && NEWER.has(header.error.type)) {
    space.newer += operations;
    return { ...key, previous: '', successor: null, table: null };
  }
  const sealing = header.ok ? space.keys.epochs.get(header.value.epoch)?.segment : undefined;
  const place = { space: space.keyring.space, device: key.device, seq: key.lastSeq };
  const opened = sealing && (await openSegment(sealing, record.bytes, place));
  if (header.ok && opened?.ok) {
    const { successor, table } = opened.value;
    return { ...key, previous: header.value.previous, successor, table };
  }
  unreadable.dropSegments.push(key.name);
  if (isOwn) {
    space.damaged += operations;
    unreadable.aside.push({ from: 'segments', record });
  } else unreadable.others.add(key.device);
  return null;
}

/** The last of every chain first. */
function newestFirst(keys: readonly SegmentKey[]): readonly SegmentKey[] {
  const isLast = (key: SegmentKey, place: number) => keys[place + 1]?.device !== key.device;
  return [...keys.filter(isLast), ...keys.filter((key, place) => !isLast(key, place)).reverse()];
}

/** The newest is read at once; the rest `whenQuiet`, all on their way together while the ones before are shown. */
async function loadSegments(
  space: OpenSpace,
  store: VaultStore,
  keys: readonly SegmentKey[],
  unreadable: Unreadable,
  onFirst: () => void,
  whenQuiet: () => Promise<void>,
): Promise<void> {
  const open = async (key: SegmentKey) => openSegmentRecord(space, key, await store.segment(key.name), unreadable);
  const quiet = whenQuiet();
  const own = space.keyring.device.id;
  const coming = newestFirst(keys).map((key, n) => ({
    key,
    opened: n === 0 ? open(key) : quiet.then(() => open(key)),
  }));
  for (const [n, { key, opened }] of coming.entries()) {
    if (n > 0) await whenQuiet();
    const segment = await opened;
    if (segment !== null) {
      const { segments } = key.device === own ? space : otherChainOf(space, key.device);
      segments.push(segment);
      if (segment.table !== null) showSegment(space, key.device, key.firstSeq, segment.table);
    }
    onFirst();
  }
  for (const chain of [space, ...space.others.values()]) chain.segments.sort((a, b) => a.firstSeq - b.firstSeq);
}

/** Operations that the keyring knows of, that lie nowhere, and that nobody was told of yet. */
function countLost(keyring: Keyring, keys: readonly SegmentKey[], tail: readonly TailRecord[]): number {
  const own = keys.filter((key) => key.device === keyring.device.id);
  const inSegments = own.reduce((sum, key) => sum + key.lastSeq - key.firstSeq + 1, 0);
  return Math.max(0, headOf(keyring).seq - inSegments - tail.length - keyring.missing);
}

/** Starts to load into `space`, which is empty but for its keys. What is older than the newest comes `whenQuiet`. */
export function loadSpace(space: OpenSpace, store: VaultStore, whenQuiet = async (): Promise<void> => {}): Loading {
  const unreadable: Unreadable = { aside: [], dropTail: [], dropSegments: [], others: new Set() };
  let showNewest = () => {};
  const first = new Promise<void>((resolve) => {
    showNewest = resolve;
  });
  // As it is now: while older segments still load, the chain may already grow.
  const { keyring } = space;
  const load = async (): Promise<SetAsideWrites> => {
    const [keys, records, others] = await Promise.all([store.segmentKeys(), store.tail(), store.others()]);
    const tail = Promise.all([openTail(space, records, unreadable), openOthers(space, others, unreadable)]);
    const showBoth = () => void tail.then(showNewest);
    if (keys.length === 0) showBoth();
    await Promise.all([tail, loadSegments(space, store, keys, unreadable, showBoth, whenQuiet)]);
    space.damaged += countLost(keyring, keys, records);
    const { aside: setAside, dropTail, dropSegments } = unreadable;
    return { missing: space.damaged, writes: { setAside, dropTail, dropSegments }, others: unreadable.others };
  };
  const all = load();
  return { all, newest: Promise.race([first, all.then(() => undefined)]) };
}
