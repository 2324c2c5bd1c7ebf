import { CompiledQuery, type Compilable } from 'kysely';
import type { Reader } from './tables.ts';

type Row = Readonly<Record<string, string | number | Uint8Array | null>>;
type Template = { readonly sql: string; readonly parameters: readonly unknown[] };

/** Stands for the value of one column of one row, which is another each time. */
class Place {
  readonly row: number;
  readonly column: string;
  constructor(row: number, column: string) {
    this.row = row;
    this.column = column;
  }
}

/** As many as come in one group; what has more is put together anew. */
const MOST_ROWS = 64;

/**
 * A question about some rows, put together once for each number of them and asked again with other values: Kysely takes
 * longer to write one than SQLite to answer it. `build` uses the values of its rows as parameters and nothing else, and
 * nothing that is another the next time besides them.
 */
export function keptQuery<R extends Row, O>(
  columns: readonly (keyof R & string)[],
  build: (db: Reader, rows: readonly R[]) => Compilable<O>,
): (db: Reader, rows: readonly R[]) => Promise<readonly O[]> {
  // Each database has words of its own, known by what adapts Kysely to it.
  const kept = new WeakMap<object, Map<number, Template>>();

  function templateFor(db: Reader, count: number): Template {
    const adapter = db.getExecutor().adapter.constructor;
    const byCount = kept.get(adapter) ?? new Map<number, Template>();
    kept.set(adapter, byCount);
    const there = byCount.get(count) ?? build(db, placesOf(count)).compile();
    byCount.set(count, { sql: there.sql, parameters: there.parameters });
    return there;
  }

  const placesOf = (count: number) =>
    Array.from(
      { length: count },
      (_, row) => Object.fromEntries(columns.map((column) => [column, new Place(row, column)])) as unknown as R,
    );

  return async (db, rows) => {
    if (rows.length > MOST_ROWS) return (await db.executeQuery<O>(build(db, rows).compile())).rows;
    const { sql, parameters } = templateFor(db, rows.length);
    const values = parameters.map((one) => (one instanceof Place ? rows[one.row]?.[one.column] : one));
    return (await db.executeQuery<O>(CompiledQuery.raw(sql, values))).rows;
  };
}
