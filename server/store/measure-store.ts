import type { Reader } from './tables.ts';

export type StoreSize = { readonly spaces: number; readonly bytes: number };

/** How many lockers there are, and what all of them hold. It looks at every space: ask rarely. */
export async function measureStore(read: Reader): Promise<StoreSize> {
  const { spaces, bytes } = await read
    .selectFrom('spaces')
    .select((query) => [query.fn.countAll().as('spaces'), query.fn.sum('bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return { spaces: Number(spaces), bytes: Number(bytes ?? 0) };
}
