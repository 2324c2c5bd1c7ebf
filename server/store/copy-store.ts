import type { Transaction } from 'kysely';
import type { Reader, Tables, Writer } from './tables.ts';

/** What a backup holds. Challenges, sessions and the like are over before it is needed. */
const KEPT = ['vouchers', 'spaces', 'devices', 'sealed'] as const satisfies readonly (keyof Tables)[];
type Kept = (typeof KEPT)[number];

/** One sealed thing may be 8 MB: so many of them are in memory at once. */
const ROWS = 16;

export type Copied = Record<Kept, number>;

/** Runs `work` on the store as it stands now, whatever is written meanwhile. */
export const asItStands = <T>(read: Reader, work: (reader: Transaction<Tables>) => Promise<T>): Promise<T> =>
  read.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

/** Puts every row of `from` into `to`, which has the same tables, empty. */
export async function copyStore(from: Reader, to: Writer): Promise<Copied> {
  const copied: Copied = { vouchers: 0, spaces: 0, devices: 0, sealed: 0 };
  for (const table of KEPT) {
    let rows: Tables[Kept][] = [];
    const put = async () => {
      if (rows.length > 0) await to.insertInto(table).values(rows).execute();
      copied[table] += rows.length;
      rows = [];
    };
    for await (const row of from.selectFrom(table).selectAll().stream(ROWS)) if (rows.push(row) === ROWS) await put();
    await put();
  }
  return copied;
}

export async function isEmpty(read: Reader): Promise<boolean> {
  for (const table of KEPT)
    if (
      (
        await read
          .selectFrom(table)
          .select((query) => query.lit(1).as('one'))
          .limit(1)
          .execute()
      ).length > 0
    )
      return false;
  return true;
}
