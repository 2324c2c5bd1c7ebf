import { sql, type RawBuilder } from 'kysely';

/** `bigint`: whole numbers. Nothing else says to PostgreSQL what a parameter is that is compared only later. */
type Columns<R> = { readonly [K in keyof R]: R[K] extends number ? 'bigint' : 'text' };

/** Rows to join with, as the body of `with name(columns…) as`, whose columns are those of `columns` in their order. There must be one row at least. */
export function givenRows<R extends object>(rows: readonly R[], columns: Columns<R>): RawBuilder<R> {
  const names = Object.keys(columns) as (keyof R)[];
  const valueOf = (row: R, name: keyof R) => sql`cast(${row[name]} as ${sql.raw(columns[name])})`;
  return sql<R>`(values ${sql.join(rows.map((row) => sql`(${sql.join(names.map((name) => valueOf(row, name)))})`))})`;
}
