import { sql, type RawBuilder } from 'kysely';

/** What a row of `givenRows` may hold: text, whole numbers. */
type Given = Readonly<Record<string, string | number>>;

const asValue = (value: string | number) =>
  // Nothing else says to PostgreSQL what a parameter is when it is compared only later.
  typeof value === 'number' ? sql`cast(${value} as bigint)` : sql`cast(${value} as text)`;

/** Rows to join with, as the body of `with name(columns…) as`. There must be one at least; the columns are in the order of its keys. */
export const givenRows = <R extends Given>(rows: readonly R[]): RawBuilder<R> =>
  sql<R>`(values ${sql.join(rows.map((row) => sql`(${sql.join(Object.values(row).map(asValue))})`))})`;
