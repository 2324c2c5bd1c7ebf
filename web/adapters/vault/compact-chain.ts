import type { EntryId, Json } from '#core/entry/entry.ts';
import { signBytes } from '#vault/device-keys.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { decodeSegmentRows, encodeSegmentRows, type SegmentRow } from '#vault/segment-layout.ts';
import { SEGMENT_OPERATIONS, sealSegment, segmentName } from '#vault/segment.ts';
import { tableToRows, tailToRow, type LoadedSegment, type OpenSpace, type TailOperation } from './open-space.ts';
import { currentEpoch, currentKeys } from './space-keys.ts';
import type { SegmentRecord, Writes } from './vault-store.ts';

/** So many single operations may stand before they are put into a segment. */
export const TAIL_OPERATIONS = 256;

/** What to commit, and what the segments of the chain are afterwards. */
export type Compaction = { readonly writes: Writes; readonly segments: LoadedSegment[] };

/** Entries whose bytes are to be gone. */
export type Erased = ReadonlySet<EntryId>;

type Chain = {
  readonly device: string;
  readonly segments: readonly LoadedSegment[];
  readonly tail: readonly TailOperation[];
  /** Its last operation that counts. */
  readonly upTo: number;
};

type Piece = { readonly firstSeq: number; readonly previous: string; readonly rows: readonly SegmentRow[] };

/** Sequence numbers are consecutive: an operation that was damaged leaves its place, with no changes. */
function rowsWithoutGaps(tail: readonly TailOperation[]): SegmentRow[] {
  const rows: SegmentRow[] = [];
  for (const operation of tail) {
    const missing = operation.seq - tail[0]!.seq - rows.length;
    for (let n = 0; n < missing; n++) {
      const { lamport, at, seen } = rows.at(-1)!;
      const hash = n === missing - 1 ? operation.previous : NO_HASH;
      rows.push({ hash, lamport: lamport + 1, at, seen, put: null, text: '[]' });
    }
    rows.push(tailToRow(operation));
  }
  return rows;
}

const isAbout = (change: Json, ids: Erased): boolean => {
  const { type, entry, id: own } = change as { type?: Json; entry?: { id?: Json }; id?: Json };
  const about = type === 'put' ? entry?.id : type === 'edit' ? own : undefined;
  return typeof about === 'string' && ids.has(about);
};

/** The row without what it said of these entries; its hash and its place stay. */
export function rowWithout(row: SegmentRow, ids: Erased): SegmentRow {
  if (row.put !== null) return ids.has(row.put.id) ? { ...row, put: null, text: '[]' } : row;
  const changes = JSON.parse(row.text) as readonly Json[];
  const kept = changes.filter((change) => !isAbout(change, ids));
  return kept.length === changes.length ? row : { ...row, text: JSON.stringify(kept) };
}

/** Read only where an id stands in it: that an entry was erased has to stay, and is no word about it. */
const changesAreAbout = (text: string, ids: Erased): boolean =>
  text !== '[]' &&
  [...ids].some((id) => text.includes(id)) &&
  (JSON.parse(text) as readonly Json[]).some((change) => isAbout(change, ids));

export function mentions(segment: Pick<LoadedSegment, 'table'>, ids: Erased): boolean {
  if (segment.table === null) return false;
  for (let row = 0; row < segment.table.rows; row++) {
    const id = segment.table.putIdOf(row);
    if (id !== null ? ids.has(id) : changesAreAbout(segment.table.textOf(row), ids)) return true;
  }
  return false;
}

export const tailMentions = (tail: readonly TailOperation[], ids: Erased): boolean =>
  tail.some(({ changes }) => changes.some((change) => isAbout(change, ids)));

/** Whether the own chain still holds something about one of these entries. */
export const speaksOf = ({ segments, tail }: OpenSpace, ids: Erased): boolean =>
  tailMentions(tail, ids) || segments.some((segment) => mentions(segment, ids));

/** Of the own chain, or in the place of another device that has left. */
async function sealPiece(
  space: OpenSpace,
  device: string,
  piece: Piece,
): Promise<{ record: SegmentRecord; loaded: LoadedSegment }> {
  const { keyring, keys } = space;
  const successor = device === keyring.device.id ? null : keyring.device.id;
  const place = { space: keyring.space, epoch: currentEpoch(keyring), device, manifest: keyring.manifest.version };
  const { firstSeq, previous, rows } = piece;
  const key = currentKeys(keys, keyring).segment;
  const written = { ...place, firstSeq, previous, ...(successor !== null && { successor }) };
  const segment = await sealSegment(key, written, rows, systemRandomBytes);
  const name = await segmentName(segment);
  const of = { space: keyring.space, device, hash: name };
  const signature = await signBytes(
    keys.sign,
    successor === null ? { type: 'segment', ...of } : { type: 'succession', successor, ...of },
  );
  const identity = { name, device, firstSeq, lastSeq: segment.range.lastSeq };
  const table = decodeSegmentRows(encodeSegmentRows(rows));
  return {
    record: { ...identity, bytes: segment.bytes, signature },
    loaded: { ...identity, previous, successor, table: table.ok ? table.value : null },
  };
}

const isOpenEnded = (segment: LoadedSegment, next: number): boolean =>
  segment.table !== null && segment.table.rows < SEGMENT_OPERATIONS && segment.lastSeq + 1 === next;

function cut(piece: Piece): Piece[] {
  const pieces: Piece[] = [];
  let { previous } = piece;
  for (let start = 0; start < piece.rows.length; start += SEGMENT_OPERATIONS) {
    const rows = piece.rows.slice(start, start + SEGMENT_OPERATIONS);
    pieces.push({ firstSeq: piece.firstSeq + start, previous, rows });
    previous = rows.at(-1)!.hash;
  }
  return pieces;
}

/**
 * Puts the tail into segments, filling up the last one. Every segment that speaks of an erased entry is
 * written anew without it.
 */
export const compactChain = (
  space: OpenSpace,
  tail: readonly TailOperation[],
  erased: Erased = new Set(),
): Promise<Compaction> =>
  compact(
    space,
    { device: space.keyring.device.id, segments: space.segments, tail, upTo: Infinity },
    erased,
    (segment) => erased.size > 0 && mentions(segment, erased),
  );

/** Those segments of a chain that are `due` are written anew, and what of its tail is given goes into segments. */
export async function compact(
  space: OpenSpace,
  { device, segments, tail, upTo }: Chain,
  erased: Erased,
  isDue: (segment: LoadedSegment) => boolean,
): Promise<Compaction> {
  const first = tail[0];
  const last = segments.at(-1);
  const grown = first !== undefined && last !== undefined && isOpenEnded(last, first.seq) ? last : undefined;
  const rewritten = segments.filter((segment) => segment !== grown && segment.table !== null && isDue(segment));
  const clean = (rows: readonly SegmentRow[]) =>
    erased.size === 0 ? rows : rows.map((row) => rowWithout(row, erased));
  const pieces = rewritten.map((old): Piece => {
    const rows = tableToRows(old.table!).slice(0, upTo - old.firstSeq + 1);
    return { firstSeq: old.firstSeq, previous: old.previous, rows: clean(rows) };
  });
  if (first !== undefined) {
    const before = grown === undefined ? [] : tableToRows(grown.table!);
    const { firstSeq, previous } = grown ?? { firstSeq: first.seq, previous: first.previous };
    pieces.push(...cut({ firstSeq, previous, rows: clean([...before, ...rowsWithoutGaps(tail)]) }));
  }
  const sealed = await Promise.all(pieces.map((piece) => sealPiece(space, device, piece)));
  const dropped = new Set([...rewritten, ...(grown ? [grown] : [])].map((segment) => segment.name));
  const kept = segments.filter((segment) => !dropped.has(segment.name));
  return {
    writes: {
      dropSegments: [...dropped],
      putSegments: sealed.map(({ record }) => record),
      ...(device === space.keyring.device.id
        ? { dropTail: tail.map(({ seq }) => seq) }
        : { dropOthers: tail.length > 0 ? [{ device }] : [] }),
    },
    segments: [...kept, ...sealed.map(({ loaded }) => loaded)].sort((a, b) => a.firstSeq - b.firstSeq),
  };
}
