import { randomBytes } from 'node:crypto';
import { ok } from '#core/result.ts';
import { sampleHash, sampleId } from '#server/store/sample-operations.ts';
import type { Database } from '#server/store/database.ts';
import type { Tables, Writer } from '#server/store/tables.ts';
import { known } from '../known.ts';

export type FirstDevice = { readonly space: string; readonly device: string; readonly signKey: Uint8Array };

const SIZE = 600;
/** Databases take so many values in one question, of which a row has eleven. */
const ROWS_AT_ONCE = 500;
/** Rows in one transaction. */
const TOGETHER = 20_000;

const operationRow = ({ space, device }: FirstDevice, seq: number): Tables['sealed'] => ({
  space,
  cursor: seq,
  kind: 'operation',
  chain: device,
  seq,
  first_seq: seq,
  hash: sampleHash(),
  first_hash: null,
  last_hash: null,
  bytes: new Uint8Array(randomBytes(SIZE)),
  signature: new Uint8Array(randomBytes(64)),
});

async function insertSpace(writer: Writer, first: FirstDevice, operations: number, now: number): Promise<string> {
  const { space, device, signKey } = first;
  const bytes = operations * SIZE;
  await writer
    .insertInto('spaces')
    .values({ space, created_at: now, touched_at: now, spared_until: null, cursor: operations, manifest: -1, bytes })
    .execute();
  await writer
    .insertInto('devices')
    .values({ space, device, sign_key: signKey, state: 'active', added_at: now, came_at: now, seen: operations })
    .execute();
  let last = '';
  for (let from = 1; from <= operations; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, operations - from + 1);
    const rows = Array.from({ length: count }, (_, index) => operationRow(first, from + index));
    await writer.insertInto('sealed').values(rows).execute();
    last = known(rows.at(-1), 'operation').hash;
  }
  return last;
}

/**
 * Lays so many lockers straight into the store, each with a chain of chance. Those of `first` are among them; gives the
 * hash at which the chain of each of those ends.
 */
export async function fillStore(
  database: Database,
  {
    spaces,
    operations,
    first,
  }: { readonly spaces: number; readonly operations: number; readonly first: readonly FirstDevice[] },
): Promise<ReadonlyMap<string, string>> {
  const ends = new Map<string, string>();
  const now = Date.now();
  const stranger = (): FirstDevice => ({ space: sampleId(), device: sampleId(), signKey: new Uint8Array(65) });
  const all = Array.from({ length: spaces }, (_, n) => first[n] ?? stranger());
  const together = Math.max(1, Math.floor(TOGETHER / operations));
  for (let from = 0; from < spaces; from += together) {
    await database.write(async (writer) => {
      for (const one of all.slice(from, from + together))
        ends.set(one.space, await insertSpace(writer, one, operations, now));
      return ok(null);
    });
  }
  return new Map(first.map(({ space }) => [space, known(ends.get(space), 'such locker')]));
}
