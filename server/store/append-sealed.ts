import { err, ok, type Result } from '#core/result.ts';
import { givenRows } from './given-rows.ts';
import { keptQuery } from './kept-query.ts';
import type { LockedSpace } from './spaces.ts';
import type { Tables, Writer } from './tables.ts';

/** What every act that adds to a space says. */
export type Addition = {
  readonly space: string;
  readonly now: number;
  /** Most bytes that this space may hold. */
  readonly largestSpace: number;
};
export type SpaceFull = { readonly tag: 'space-full' };
export type NewSealed = Omit<Tables['sealed'], 'space' | 'cursor' | 'bytes'> & { readonly bytes: Uint8Array };
/** What comes into a space, and how the space stands with it. */
export type Added = {
  readonly rows: readonly (NewSealed & Pick<Tables['sealed'], 'space' | 'cursor'>)[];
  readonly after: LockedSpace & { readonly touched_at: number };
};

/**
 * Gives out the next cursors of a space that is locked, one for each of `sealed`. `freed`: bytes that went in the same
 * act. `manifest`: the version that is the latest from now on.
 */
export function addSealed(
  before: LockedSpace,
  { now, largestSpace }: Addition,
  {
    sealed,
    freed = 0,
    manifest = before.manifest,
  }: {
    readonly sealed: readonly NewSealed[];
    readonly freed?: number;
    readonly manifest?: number;
  },
): Result<Added, SpaceFull> {
  const { space } = before;
  const bytes = sealed.reduce((sum, one) => sum + one.bytes.length, before.bytes - freed);
  if (bytes > largestSpace) return err({ tag: 'space-full' });
  const rows = sealed.map((one, index) => ({ space, cursor: before.cursor + index + 1, ...one }));
  return ok({ rows, after: { space, cursor: before.cursor + rows.length, manifest, bytes, touched_at: now } });
}

/** SQLite takes 32,766 parameters in one question. */
const ROWS_AT_ONCE = 500;

/** Writes what was added, in its order; of one space the last counts. */
export async function keepAdded(writer: Writer, added: readonly Added[]): Promise<void> {
  if (added.length === 0) return;
  const rows = added.flatMap((one) => one.rows);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await insertRows(writer, rows.slice(from, from + ROWS_AT_ONCE));
  await moveEnds(writer, [...new Map(added.map(({ after }) => [after.space, after])).values()]);
}

const ROW_COLUMNS = [
  'space',
  'cursor',
  'kind',
  'chain',
  'seq',
  'first_seq',
  'hash',
  'first_hash',
  'last_hash',
  'bytes',
  'signature',
] as const;

const insertRows = keptQuery(ROW_COLUMNS, (writer, rows: Added['rows']) => writer.insertInto('sealed').values(rows));

const END_COLUMNS = {
  space: 'text',
  cursor: 'bigint',
  manifest: 'bigint',
  bytes: 'bigint',
  touched_at: 'bigint',
} as const;

const moveEnds = keptQuery(
  ['space', 'cursor', 'manifest', 'bytes', 'touched_at'],
  (writer, ends: readonly Added['after'][]) =>
    writer
      .with('ends(space, cursor, manifest, bytes, touched_at)', () => givenRows(ends, END_COLUMNS))
      .updateTable('spaces')
      .from('ends')
      .set((row) => ({
        cursor: row.ref('ends.cursor'),
        manifest: row.ref('ends.manifest'),
        bytes: row.ref('ends.bytes'),
        touched_at: row.ref('ends.touched_at'),
      }))
      .whereRef('spaces.space', '=', 'ends.space'),
);

/** Both at once, where an act adds to one space alone. */
export async function appendSealed(
  writer: Writer,
  ...addition: Parameters<typeof addSealed>
): Promise<Result<{ readonly cursor: number }, SpaceFull>> {
  const added = addSealed(...addition);
  if (!added.ok) return added;
  await keepAdded(writer, [added.value]);
  return ok({ cursor: added.value.after.cursor });
}
