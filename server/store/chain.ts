import { NO_HASH } from '#vault/public/hash.ts';
import type { Reader } from './tables.ts';

export type Chain = { readonly space: string; readonly device: string };
export type Place = { readonly seq: number; readonly hash: string };
export type SegmentThere = {
  readonly cursor: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** The name of the segment, and the hashes of the operations at its ends. */
  readonly hash: string;
  readonly firstHash: string;
  readonly lastHash: string;
};

const rowsOf = (read: Reader, { space, device }: Chain, kind: 'operation' | 'segment') =>
  read.selectFrom('sealed').where('space', '=', space).where('kind', '=', kind).where('chain', '=', device);

/** Where the chain ends: in an operation, or in a segment whose operations never came one by one. */
export async function findHead(read: Reader, chain: Chain): Promise<Place> {
  const operation = await rowsOf(read, chain, 'operation')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const segment = await rowsOf(read, chain, 'segment')
    .select(['seq', 'last_hash as hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const head = operation ?? { seq: 0, hash: NO_HASH };
  return segment === undefined || segment.seq <= head.seq ? head : { seq: segment.seq, hash: segment.hash ?? '' };
}

/** Segments that hold at least one operation from `first` to `last`. */
export async function findSegments(read: Reader, chain: Chain, first: number, last: number): Promise<SegmentThere[]> {
  const rows = await rowsOf(read, chain, 'segment')
    .select(['cursor', 'first_seq', 'seq', 'hash', 'first_hash', 'last_hash'])
    .where('first_seq', '<=', last)
    .where('seq', '>=', first)
    .execute();
  return rows.map((row) => ({
    cursor: row.cursor,
    firstSeq: row.first_seq,
    lastSeq: row.seq,
    hash: row.hash,
    firstHash: row.first_hash ?? '',
    lastHash: row.last_hash ?? '',
  }));
}

/**
 * The hashes that are known from `first` to `last`: of operations, and at both ends of segments. Those within a segment
 * whose operations never came are known to nobody here.
 */
export async function findHashes(
  read: Reader,
  chain: Chain,
  first: number,
  last: number,
): Promise<Map<number, string>> {
  const operations = await rowsOf(read, chain, 'operation')
    .select(['seq', 'hash'])
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .execute();
  const ends = (await findSegments(read, chain, first, last)).flatMap((segment) => [
    [segment.firstSeq, segment.firstHash] as const,
    [segment.lastSeq, segment.lastHash] as const,
  ]);
  const start = first <= 0 ? [[0, NO_HASH] as const] : [];
  return new Map([...start, ...ends, ...operations.map(({ seq, hash }) => [seq, hash] as const)]);
}
