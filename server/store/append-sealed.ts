import { err, ok, type Result } from '#core/result.ts';
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

/**
 * Gives out the next cursors of a space that is locked, one for each of `sealed`. `freed`: bytes that went in the same
 * act. `manifest`: the version that is the latest from now on.
 */
export async function appendSealed(
  writer: Writer,
  before: LockedSpace,
  { space, now, largestSpace }: Addition,
  {
    sealed,
    freed = 0,
    manifest = before.manifest,
  }: {
    readonly sealed: readonly NewSealed[];
    readonly freed?: number;
    readonly manifest?: number;
  },
): Promise<Result<{ readonly cursor: number }, SpaceFull>> {
  const size = sealed.reduce((sum, { bytes }) => sum + bytes.length, before.bytes - freed);
  if (size > largestSpace) return err({ tag: 'space-full' });
  const rows = sealed.map((one, index) => ({ space, cursor: before.cursor + index + 1, ...one }));
  if (rows.length > 0) await writer.insertInto('sealed').values(rows).execute();
  const cursor = before.cursor + rows.length;
  await writer
    .updateTable('spaces')
    .set({ cursor, manifest, bytes: size, touched_at: now })
    .where('space', '=', space)
    .execute();
  return ok({ cursor });
}
