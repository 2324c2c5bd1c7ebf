import { sql } from 'kysely';
import { err, ok, type Result } from '#core/result.ts';
import { appendSealed, type Addition, type SpaceFull } from './append-sealed.ts';
import { findChains, findGap, findSegments, type KnownChain } from './chain.ts';
import type { Database } from './database.ts';
import { dropBytes, findDevice } from './devices.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';
import type { Writer } from './tables.ts';

export type NewSegment = Addition & {
  /** Whose chain it holds a part of. */
  readonly device: string;
  /** The device that wrote it, where the one whose chain it is has left. Null: a device compacts its own. */
  readonly successor: string | null;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** The hash of the operation before the first. */
  readonly previous: string;
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
  /** Operations are missing before the first: the next that fits is `expected`. */
  | { readonly tag: 'gap'; readonly expected: number }
  /**
   * It follows or ends in another history than the one here, or holds only a part of a segment that is here; or it is a
   * succession to a device that has not left, or by one that has.
   */
  | { readonly tag: 'segment-misfit' }
  | SpaceFull;

/**
 * A segment holds operations that are here, or goes on where the chain ends, or both. It is immutable; one that holds
 * all that others hold takes their place, and their bytes go at once. Of a succession the bytes of the operations that
 * it holds go too: what was erased after their device left has nobody else who would take it out.
 */
export const putSegment = (
  database: Database,
  segment: NewSegment,
): Promise<Result<{ readonly cursor: number }, CannotPutSegment>> =>
  database.write<{ readonly cursor: number }, CannotPutSegment>(async (writer) => {
    const { space, device, successor, firstSeq, lastSeq, firstHash, lastHash, hash, bytes, signature } = segment;
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    if (successor !== null && !(await maySucceed(writer, segment, successor))) return err({ tag: 'segment-misfit' });
    const part = { space, device, first: firstSeq, last: lastSeq };
    const overlapping = await findSegments(writer, part);
    const same = overlapping.find((one) => one.hash === hash);
    if (same !== undefined) return ok({ cursor: same.cursor });
    const known = (await findChains(writer, [part]))(part);
    const expected = await findGap(writer, part, known, firstSeq);
    if (expected !== null) return err({ tag: 'gap', expected });
    const reachesOn = overlapping.some((one) => one.lastSeq > lastSeq);
    const isPartOfAnother = overlapping.some((one) => one.firstSeq < firstSeq) || (reachesOn && successor === null);
    if (isPartOfAnother || !fits(known, segment)) return err({ tag: 'segment-misfit' });
    let freed = await drop(
      writer,
      space,
      overlapping.map(({ cursor }) => cursor),
    );
    if (reachesOn) freed += await endChain(writer, segment);
    if (successor !== null)
      freed += await dropBytes(writer, { space, chain: device, first_seq: firstSeq, seq: lastSeq });
    const sealed = {
      kind: 'segment',
      chain: device,
      seq: lastSeq,
      first_seq: firstSeq,
      hash,
      first_hash: firstHash,
      last_hash: lastHash,
      bytes,
      signature,
    } as const;
    return appendSealed(writer, locked.value, segment, { sealed: [sealed], freed });
  });

async function maySucceed(writer: Writer, { space, device }: NewSegment, successor: string): Promise<boolean> {
  const [before, after] = [await findDevice(writer, space, device), await findDevice(writer, space, successor)];
  return before?.state === 'left' && after !== null && after.state !== 'left';
}

function fits({ hashAt }: KnownChain, segment: NewSegment): boolean {
  const { firstSeq, lastSeq, previous, firstHash, lastHash } = segment;
  if (firstSeq < 1 || firstSeq > lastSeq || (firstSeq === lastSeq && firstHash !== lastHash)) return false;
  const isAt = (seq: number, hash: string) => (hashAt.get(seq) ?? hash) === hash;
  return isAt(firstSeq - 1, previous) && isAt(firstSeq, firstHash) && isAt(lastSeq, lastHash);
}

/** What a device wrote after its last operation that the others accepted stands in a segment that goes. */
async function endChain(writer: Writer, { space, device, lastSeq }: NewSegment): Promise<number> {
  const beyond = await writer
    .selectFrom('sealed')
    .select('cursor')
    .where('space', '=', space)
    .where('kind', 'in', ['operation', 'segment'])
    .where('chain', '=', device)
    .where('seq', '>', lastSeq)
    .execute();
  return drop(
    writer,
    space,
    beyond.map(({ cursor }) => cursor),
  );
}

/** Gives the bytes that went. */
async function drop(writer: Writer, space: string, cursors: readonly number[]): Promise<number> {
  if (cursors.length === 0) return 0;
  const { size } = await writer
    .selectFrom('sealed')
    .select(sql<number | null>`sum(length(bytes))`.as('size'))
    .where('space', '=', space)
    .where('cursor', 'in', cursors)
    .executeTakeFirstOrThrow();
  await writer.deleteFrom('sealed').where('space', '=', space).where('cursor', 'in', cursors).execute();
  return size ?? 0;
}
