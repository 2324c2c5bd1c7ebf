import { NO_HASH } from '#vault/public/hash.ts';
import { givenRows } from './given-rows.ts';
import { keptQuery } from './kept-query.ts';
import type { Reader, SealedKind } from './tables.ts';

export type Chain = { readonly space: string; readonly device: string };
/** The places of a chain from `first` to `last`. */
export type PartOfChain = Chain & { readonly first: number; readonly last: number };
export type KnownChain = {
  /** The last place that is taken in the parts that were asked for, or just before them; 0: none is. */
  reaches: number;
  /**
   * The hashes that are known there: of operations, and at both ends of segments. Those within a segment whose
   * operations never came are known to nobody here.
   */
  readonly hashAt: Map<number, string>;
};
export type SegmentThere = {
  readonly cursor: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Its name. */
  readonly hash: string;
};

/** Segments that hold at least one operation of the part. */
export async function findSegments(
  read: Reader,
  { space, device, first, last }: PartOfChain,
): Promise<readonly SegmentThere[]> {
  return read
    .selectFrom('sealed')
    .select(['cursor', 'first_seq as firstSeq', 'seq as lastSeq', 'hash'])
    .where('space', '=', space)
    .where('kind', '=', 'segment')
    .where('chain', '=', device)
    .where('first_seq', '<=', last)
    .where('seq', '>=', first)
    .execute();
}

/** When something is missing before the place `first` of a chain: the next that fits. Null when nothing is. */
export async function findGap(
  read: Reader,
  chain: Chain,
  { reaches }: KnownChain,
  first: number,
): Promise<number | null> {
  return first <= reaches + 1 ? null : Math.max(reaches, await findHeadSeq(read, chain)) + 1;
}

/** Where the chain ends: in an operation, or in a segment whose operations never came one by one. 0: nowhere. */
async function findHeadSeq(read: Reader, { space, device }: Chain): Promise<number> {
  const found = await read
    .selectFrom('sealed')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('space', '=', space)
    .where('kind', 'in', ['operation', 'segment'])
    .where('chain', '=', device)
    .executeTakeFirst();
  return found?.seq ?? 0;
}

const keyOf = ({ space, device }: Chain) => `${space} ${device}`;

/** What is known of each chain, in the parts of it that are asked for. */
export async function findChains(read: Reader, parts: readonly PartOfChain[]): Promise<(chain: Chain) => KnownChain> {
  const known = new Map<string, KnownChain>();
  const find = (chain: Chain): KnownChain => {
    const there = known.get(keyOf(chain)) ?? { reaches: 0, hashAt: new Map([[0, NO_HASH]]) };
    known.set(keyOf(chain), there);
    return there;
  };
  if (parts.length === 0) return find;
  for (const row of await findPlaces(read, parts)) {
    const chain = find(row);
    chain.reaches = Math.max(chain.reaches, row.seq);
    chain.hashAt.set(row.first_seq, row.first_hash ?? row.hash);
    chain.hashAt.set(row.seq, row.last_hash ?? row.hash);
  }
  return find;
}

const PART_COLUMNS = { space: 'text', device: 'text', first: 'bigint', last: 'bigint' } as const;

const findPlaces = keptQuery(['space', 'device', 'first', 'last'], (read, parts: readonly PartOfChain[]) => {
  const db = read.with('asked(space, device, first, last)', () => givenRows(parts, PART_COLUMNS));
  // SQLite goes through a cross join in the order in which it is written: otherwise it looks at every row there is.
  const rowsOf = (from: Pick<typeof db, 'selectFrom'>, kind: SealedKind) =>
    from
      .selectFrom('asked')
      .crossJoin('sealed')
      .select(['asked.space', 'asked.device', 'sealed.seq', 'sealed.first_seq'])
      .select(['sealed.hash', 'sealed.first_hash', 'sealed.last_hash'])
      .whereRef('sealed.space', '=', 'asked.space')
      .where('sealed.kind', '=', kind)
      .whereRef('sealed.chain', '=', 'asked.device')
      .where((row) => row('sealed.seq', '>=', row('asked.first', '-', 1)));
  return rowsOf(db, 'operation')
    .whereRef('sealed.seq', '<=', 'asked.last')
    .unionAll((also) => rowsOf(also, 'segment').whereRef('sealed.first_seq', '<=', 'asked.last'));
});
