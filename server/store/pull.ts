import { sql } from 'kysely';
import type { Reader, SealedKind } from './tables.ts';

export type Sealed = {
  readonly cursor: number;
  readonly kind: SealedKind;
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array | null;
};
export type Pulled = {
  readonly sealed: readonly Sealed[];
  /** Ask from here next. */
  readonly cursor: number;
  readonly hasMore: boolean;
};

const ROWS = 500;

/** What came after the cursor `after`, in its order; at least one thing, and no more than about `mostBytes`. */
export async function pull(
  read: Reader,
  { space, after, mostBytes }: { readonly space: string; readonly after: number; readonly mostBytes: number },
): Promise<Pulled> {
  const coming = read
    .selectFrom('sealed')
    .where('space', '=', space)
    .where('cursor', '>', after)
    .where('bytes', 'is not', null)
    .orderBy('cursor');
  // Sizes first: what does not fit into the answer is not read from the disk.
  const sizes = await coming
    .select(['cursor', sql<number>`length(bytes)`.as('size')])
    .limit(ROWS)
    .execute();
  let [size, count] = [0, 0];
  for (const row of sizes) {
    size += row.size;
    if (count > 0 && size > mostBytes) break;
    count += 1;
  }
  const cursor = sizes[count - 1]?.cursor;
  if (cursor === undefined) return { sealed: [], cursor: after, hasMore: false };
  const rows = await coming
    .select(['cursor', 'kind', 'hash', 'bytes', 'signature'])
    .where('cursor', '<=', cursor)
    .execute();
  // What was pruned between the two questions is in a segment that comes later.
  const sealed = rows.flatMap(({ bytes, ...row }) => (bytes === null ? [] : [{ ...row, bytes }]));
  return { sealed, cursor, hasMore: count < sizes.length || sizes.length === ROWS };
}
