import { err, ok, type Result } from '#core/result.ts';
import { appendSealed, type Addition, type SpaceFull } from './append-sealed.ts';
import { findHashes, findHead } from './chain.ts';
import type { Database } from './database.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';
import type { Writer } from './tables.ts';

/** As its header says, and as its bytes are hashed by the server itself. */
export type PushedOperation = {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
};

export type Batch = Addition & {
  readonly device: string;
  readonly operations: readonly [PushedOperation, ...PushedOperation[]];
  /** Of the last one: it covers the chain up to there. */
  readonly signature: Uint8Array;
};

export type CannotPush =
  | SpaceUnknown
  /** Operations are missing before the first: the next that fits is `expected`. */
  | { readonly tag: 'gap'; readonly expected: number }
  /** Another operation stands there already, or this one follows another history. */
  | { readonly tag: 'fork'; readonly seq: number }
  | SpaceFull;

/** All of the batch or nothing. Sent again it changes nothing and is answered alike, so a lost answer costs nothing. */
export const pushOperations = (
  database: Database,
  batch: Batch,
): Promise<Result<{ readonly cursor: number }, CannotPush>> =>
  database.write<{ readonly cursor: number }, CannotPush>(async (writer) => {
    const locked = await lockSpace(database, writer, batch.space);
    if (!locked.ok) return locked;
    const fresh = await findFresh(writer, batch);
    if (!fresh.ok) return fresh;
    const { device, signature } = batch;
    const lastSeq = batch.operations[0].seq + batch.operations.length - 1;
    // All of it was here: the place where this batch ends may not have been the end of one before.
    if (fresh.value.length === 0) await signPlace(writer, batch, lastSeq);
    const sealed = fresh.value.map(({ seq, hash, bytes }) => ({
      kind: 'operation' as const,
      chain: device,
      seq,
      first_seq: seq,
      hash,
      first_hash: null,
      last_hash: null,
      bytes,
      signature: seq === lastSeq ? signature : null,
    }));
    return appendSealed(writer, locked.value, batch, { sealed });
  });

/** Those that are not here yet. */
async function findFresh(writer: Writer, batch: Batch): Promise<Result<readonly PushedOperation[], CannotPush>> {
  const { operations } = batch;
  const head = await findHead(writer, batch);
  const first = operations[0].seq;
  const last = first + operations.length - 1;
  const outOfLine = operations.findIndex(({ seq }, index) => seq !== first + index);
  if (outOfLine > 0) return err({ tag: 'gap', expected: first + outOfLine });
  if (first > head.seq + 1) return err({ tag: 'gap', expected: head.seq + 1 });
  const hashAt = await findHashes(writer, batch, first - 1, last);
  for (const { seq, hash, previous } of operations) {
    const [before, there] = [hashAt.get(seq - 1), hashAt.get(seq)];
    if ((there ?? hash) !== hash || (before ?? previous) !== previous) return err({ tag: 'fork', seq });
    hashAt.set(seq, hash);
  }
  return ok(operations.filter(({ seq }) => seq > head.seq));
}

async function signPlace(writer: Writer, { space, device, signature }: Batch, seq: number): Promise<void> {
  await writer
    .updateTable('sealed')
    .set({ signature })
    .where('space', '=', space)
    .where('kind', '=', 'operation')
    .where('chain', '=', device)
    .where('seq', '=', seq)
    .where('signature', 'is', null)
    .execute();
}
