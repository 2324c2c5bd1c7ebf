import { NO_HASH } from '#vault/public/hash.ts';
import { givenRows } from './given-rows.ts';
import type { Reader, SealedKind } from './tables.ts';

export type Chain = { readonly space: string; readonly device: string };
/** The places of a chain from `first` to `last`. */
export type PartOfChain = Chain & { readonly first: number; readonly last: number };
export type KnownChain = {
  /** Where it ends: in an operation, or in a segment whose operations never came one by one. 0: nowhere. */
  headSeq: number;
  /**
   * The hashes that are known in the parts that were asked for, and just before them: of operations, and at both ends
   * of segments. Those within a segment whose operations never came are known to nobody here.
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

const keyOf = ({ space, device }: Chain) => `${space} ${device}`;

/** What is known of each chain, whichever parts of it were asked for. */
export async function findChains(read: Reader, parts: readonly PartOfChain[]): Promise<(chain: Chain) => KnownChain> {
  const known = new Map<string, KnownChain>();
  const find = (chain: Chain): KnownChain => {
    const there = known.get(keyOf(chain)) ?? { headSeq: 0, hashAt: new Map([[0, NO_HASH]]) };
    known.set(keyOf(chain), there);
    return there;
  };
  if (parts.length === 0) return find;
  for (const { space, device, seq } of await findHeads(read, parts)) find({ space, device }).headSeq = seq;
  for (const { space, device, ...row } of await findPlaces(read, parts)) {
    const { hashAt } = find({ space, device });
    hashAt.set(row.first_seq, row.first_hash ?? row.hash);
    hashAt.set(row.seq, row.last_hash ?? row.hash);
  }
  return find;
}

const withAsked = (read: Reader, parts: readonly PartOfChain[]) =>
  read.with('asked(space, device, first, last)', () =>
    givenRows(parts.map(({ space, device, first, last }) => ({ space, device, first, last }))),
  );

async function findHeads(read: Reader, parts: readonly PartOfChain[]) {
  const rows = await withAsked(read, parts)
    .selectFrom('asked')
    .select(({ selectFrom }) => {
      const lastOf = (kind: SealedKind) =>
        selectFrom('sealed')
          .select(({ fn }) => fn.max('seq').as('seq'))
          .whereRef('sealed.space', '=', 'asked.space')
          .where('kind', '=', kind)
          .whereRef('chain', '=', 'asked.device');
      return ['space', 'device', lastOf('operation').as('operation'), lastOf('segment').as('segment')] as const;
    })
    .execute();
  return rows.map(({ operation, segment, ...chain }) => ({ ...chain, seq: Math.max(operation ?? 0, segment ?? 0) }));
}

function findPlaces(read: Reader, parts: readonly PartOfChain[]) {
  const db = withAsked(read, parts);
  const rowsOf = (from: Pick<typeof db, 'selectFrom'>, kind: SealedKind) =>
    from
      .selectFrom('asked')
      .innerJoin('sealed', (join) =>
        join
          .onRef('sealed.space', '=', 'asked.space')
          .on('sealed.kind', '=', kind)
          .onRef('sealed.chain', '=', 'asked.device'),
      )
      .select(['asked.space', 'asked.device', 'sealed.seq', 'sealed.first_seq'])
      .select(['sealed.hash', 'sealed.first_hash', 'sealed.last_hash'])
      .where((row) => row('sealed.seq', '>=', row('asked.first', '-', 1)));
  return rowsOf(db, 'operation')
    .whereRef('sealed.seq', '<=', 'asked.last')
    .unionAll((also) => rowsOf(also, 'segment').whereRef('sealed.first_seq', '<=', 'asked.last'))
    .execute();
}
