import { ok } from '#core/result.ts';
import type { Database } from './database.ts';

/** Bytes that all processes on these data share and nobody else knows, made by whoever needs them first. */
export async function findSecret(database: Database, name: string, make: () => Uint8Array): Promise<Uint8Array> {
  const find = () => database.read.selectFrom('secrets').select('bytes').where('name', '=', name).executeTakeFirst();
  const found = await find();
  if (found !== undefined) return found.bytes;
  await database.write(async (writer) => {
    await writer
      .insertInto('secrets')
      .values({ name, bytes: make() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return ok(null);
  });
  const made = await find();
  if (made === undefined) throw new Error('a secret that was made is not there');
  return made.bytes;
}
