import { err, ok, type Result } from '#core/result.ts';
import { appendSealed, type Addition, type SpaceFull } from './append-sealed.ts';
import type { Database } from './database.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';
import type { Writer } from './tables.ts';

export type NewSegment = Addition & {
  /** Whose chain it holds a part of: a device compacts only its own. */
  readonly device: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Hashes of the operations at both ends. */
  readonly firstHash: string;
  readonly lastHash: string;
  /** The hash of the segment itself, which is its name. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};
export type CannotPutSegment =
  | SpaceUnknown
  /** Its ends are not those of the operations that are here. */
  | { readonly tag: 'segment-misfit' }
  | SpaceFull;

/**
 * A segment is immutable. One over the same operations, written anew because something was erased, takes the place of
 * the one before, whose bytes go at once.
 */
export const putSegment = (
  database: Database,
  segment: NewSegment,
): Promise<Result<{ readonly cursor: number }, CannotPutSegment>> =>
  database.write<{ readonly cursor: number }, CannotPutSegment>(async (writer) => {
    const { space, device, firstSeq, lastSeq, hash, bytes, signature } = segment;
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    const same = writer
      .selectFrom('sealed')
      .select(['hash', 'cursor', 'bytes'])
      .where('space', '=', space)
      .where('kind', '=', 'segment')
      .where('chain', '=', device)
      .where('seq', '=', lastSeq);
    const there = await same.executeTakeFirst();
    if (there?.hash === hash) return ok({ cursor: there.cursor });
    if (!(await hasEnds(writer, segment))) return err({ tag: 'segment-misfit' });
    if (there !== undefined)
      await writer.deleteFrom('sealed').where('space', '=', space).where('cursor', '=', there.cursor).execute();
    const sealed = {
      kind: 'segment',
      chain: device,
      seq: lastSeq,
      first_seq: firstSeq,
      hash,
      bytes,
      signature,
    } as const;
    return appendSealed(writer, locked.value, segment, { sealed: [sealed], freed: there?.bytes?.length ?? 0 });
  });

async function hasEnds(writer: Writer, segment: NewSegment): Promise<boolean> {
  const ends = await writer
    .selectFrom('sealed')
    .select(['seq', 'hash'])
    .where('space', '=', segment.space)
    .where('kind', '=', 'operation')
    .where('chain', '=', segment.device)
    .where('seq', 'in', [segment.firstSeq, segment.lastSeq])
    .execute();
  const hashAt = (seq: number) => ends.find((end) => end.seq === seq)?.hash;
  return (
    segment.firstSeq <= segment.lastSeq &&
    hashAt(segment.firstSeq) === segment.firstHash &&
    hashAt(segment.lastSeq) === segment.lastHash
  );
}
