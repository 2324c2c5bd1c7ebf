import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Result } from '#core/result.ts';
import type { Database } from './database.ts';
import type { Tables, Writer } from './tables.ts';

type Waiting = { readonly run: (writer: Writer) => Promise<void>; readonly settle: (failure?: unknown) => void };

/** So many share one flush to the disk at most: whoever comes later waits no longer than for these. */
const LARGEST_GROUP = 64;

/**
 * One writer for all: what asks to write while the disk is flushed, or while others are being written, goes into one
 * transaction together, each in a savepoint of its own. Nobody is answered before the transaction that holds the write is on the disk.
 */
export function groupWrites(
  db: Kysely<Tables>,
  committed: (writer: Writer) => void,
): Pick<Database, 'write'> & { readonly settled: () => Promise<void> } {
  const waiting: Waiting[] = [];
  let round: Promise<void> | undefined;

  async function commitGroup(): Promise<void> {
    const group: Waiting[] = [];
    try {
      const used = await db.transaction().execute(async (writer) => {
        // A flush costs more than many writes: who arrives before it is taken along.
        while (group.length < LARGEST_GROUP && waiting.length > 0) {
          const next = waiting.splice(0, LARGEST_GROUP - group.length);
          group.push(...next);
          for (const { run } of next) await run(writer);
          await turnOfTheLoop();
        }
        return writer;
      });
      committed(used);
      group.forEach(({ settle }) => settle());
    } catch (failure) {
      group.forEach(({ settle }) => settle(failure));
    }
  }

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) await commitGroup();
    round = undefined;
  }

  const write = <T, E>(work: (writer: Writer) => Promise<Result<T, E>>): Promise<Result<T, E>> =>
    new Promise((resolve, reject) => {
      let outcome: { readonly result: Result<T, E> } | { readonly bug: unknown } | undefined;
      waiting.push({
        async run(writer) {
          await sql`savepoint one`.execute(writer);
          try {
            outcome = { result: await work(writer) };
          } catch (bug) {
            outcome = { bug };
          }
          try {
            if (!('result' in outcome) || !outcome.result.ok) await sql`rollback to one`.execute(writer);
            await sql`release one`.execute(writer);
          } catch (failure) {
            // A full disk takes the whole transaction with it: that is what all of the group are told.
            throw 'bug' in outcome ? outcome.bug : failure;
          }
        },
        settle(failure) {
          if (outcome !== undefined && 'bug' in outcome) reject(asError(outcome.bug));
          else if (failure !== undefined || outcome === undefined) reject(asError(failure));
          else resolve(outcome.result);
        },
      });
      round ??= Promise.resolve().then(commitAll);
    });

  return { write, settled: () => round ?? Promise.resolve() };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error('the database failed'));
