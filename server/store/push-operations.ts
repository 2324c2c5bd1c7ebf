import { err, ok, type Result } from '#core/result.ts';
import { addSealed, keepAdded, type Added, type Addition, type NewSealed, type SpaceFull } from './append-sealed.ts';
import { findChains, findGap, type KnownChain, type PartOfChain } from './chain.ts';
import type { Database } from './database.ts';
import { inGroups } from './in-groups.ts';
import { lockSpaces, type SpaceUnknown } from './spaces.ts';
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
export type Pushed = Result<{ readonly cursor: number }, CannotPush>;

/** So many batches share one transaction at most: whoever comes later waits no longer than for these. */
const LARGEST_GROUP = 64;

/**
 * Each batch is kept whole or not at all. Sent again it changes nothing and is answered alike, so a lost answer costs
 * nothing. What comes while others are written shares one transaction, whatever the space, and a few questions for all.
 */
export function createPushing(database: Database): (batch: Batch) => Promise<Pushed> {
  const pushInGroup = inGroups((group: readonly Batch[]) => pushAtOnce(database, group, 'skip'), LARGEST_GROUP);
  return async (batch) => {
    const pushed = await pushInGroup(batch);
    if (pushed !== 'not-locked') return pushed;
    // Somebody else writes in that space: only those who want the same wait for it.
    const [alone] = await pushAtOnce(database, [batch], 'wait');
    return alone === undefined || alone === 'not-locked' ? err({ tag: 'space-unknown' }) : alone;
  };
}

type Answer = Pushed | 'not-locked';

/** `not-locked`: its space is not there, or held by somebody else when those are to be skipped. */
async function pushAtOnce(
  database: Database,
  batches: readonly Batch[],
  held: 'skip' | 'wait',
): Promise<readonly Answer[]> {
  const written = await database.write<readonly Answer[], never>(async (writer) => {
    const spaces = await lockSpaces(database, writer, [...new Set(batches.map(({ space }) => space))], held);
    const standing = new Map(spaces);
    const chainOf = await findChains(writer, batches.filter(({ space }) => spaces.has(space)).map(partOf));
    const added: Added[] = [];
    const repeated: Batch[] = [];
    const answerTo = async (batch: Batch): Promise<Answer> => {
      const space = standing.get(batch.space);
      if (space === undefined) return 'not-locked';
      const chain = chainOf(batch);
      const expected = findBreak(batch) ?? (await findGap(writer, batch, chain, batch.operations[0].seq));
      if (expected !== null) return err({ tag: 'gap', expected });
      const fresh = findFresh(batch, chain);
      if (!fresh.ok) return fresh;
      if (fresh.value.length === 0) {
        repeated.push(batch);
        return ok({ cursor: space.cursor });
      }
      const addition = addSealed(space, batch, { sealed: toSealed(batch, fresh.value) });
      if (!addition.ok) return addition;
      // Whoever comes later in this group finds what this one added.
      for (const { seq, hash } of fresh.value) chain.hashAt.set(seq, hash);
      chain.reaches = lastOf(batch);
      standing.set(batch.space, addition.value.after);
      added.push(addition.value);
      return ok({ cursor: addition.value.after.cursor });
    };
    const answers: Answer[] = [];
    for (const batch of batches) answers.push(await answerTo(batch));
    await keepAdded(writer, added);
    for (const batch of repeated) await signPlace(writer, batch);
    return ok(answers);
  });
  return written.ok ? written.value : [];
}

const lastOf = ({ operations }: Batch) => operations[0].seq + operations.length - 1;

const partOf = (batch: Batch): PartOfChain => ({
  space: batch.space,
  device: batch.device,
  first: batch.operations[0].seq,
  last: lastOf(batch),
});

const toSealed = (batch: Batch, operations: readonly PushedOperation[]): readonly NewSealed[] =>
  operations.map(({ seq, hash, bytes }) => ({
    kind: 'operation',
    chain: batch.device,
    seq,
    first_seq: seq,
    hash,
    first_hash: null,
    last_hash: null,
    bytes,
    signature: seq === lastOf(batch) ? batch.signature : null,
  }));

/** The first place within the batch where none of its operations stands. */
function findBreak({ operations }: Batch): number | null {
  const first = operations[0].seq;
  const index = operations.findIndex(({ seq }, at) => seq !== first + at);
  return index < 0 ? null : first + index;
}

/** Those that are not here yet. */
function findFresh(
  { operations }: Batch,
  { reaches, hashAt }: KnownChain,
): Result<readonly PushedOperation[], CannotPush> {
  let before = hashAt.get(operations[0].seq - 1);
  for (const { seq, hash, previous } of operations) {
    if ((hashAt.get(seq) ?? hash) !== hash || (before ?? previous) !== previous) return err({ tag: 'fork', seq });
    before = hash;
  }
  return ok(operations.filter(({ seq }) => seq > reaches));
}

/** All of a batch was here: the place where it ends may not have been the end of one before. */
async function signPlace(writer: Writer, batch: Batch): Promise<void> {
  await writer
    .updateTable('sealed')
    .set({ signature: batch.signature })
    .where('space', '=', batch.space)
    .where('kind', '=', 'operation')
    .where('chain', '=', batch.device)
    .where('seq', '=', lastOf(batch))
    .where('signature', 'is', null)
    .execute();
}
