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
  const rows = await read
    .selectFrom('sealed')
    .select(['cursor', 'kind', 'hash', 'bytes', 'signature'])
    .where('space', '=', space)
    .where('cursor', '>', after)
    .where('bytes', 'is not', null)
    .orderBy('cursor')
    .limit(ROWS)
    .execute();
  const sealed: Sealed[] = [];
  let size = 0;
  for (const { bytes, ...row } of rows) {
    if (bytes === null || (size > 0 && size + bytes.length > mostBytes)) break;
    size += bytes.length;
    sealed.push({ ...row, bytes });
  }
  return {
    sealed,
    cursor: sealed.at(-1)?.cursor ?? after,
    hasMore: sealed.length < rows.length || rows.length === ROWS,
  };
}
