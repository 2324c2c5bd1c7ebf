import { sql } from 'kysely';
import type { HeldAnswer } from '#contract/routes.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { SpaceUnknown } from './spaces.ts';
import type { Reader } from './tables.ts';

const ROWS = 500;

/** All that is kept of a space except the sealed bytes: what came after the cursor `after`, and what holds for all of it. */
export async function findHeld(
  read: Reader,
  { space, after }: { readonly space: string; readonly after: number },
): Promise<Result<HeldAnswer, SpaceUnknown>> {
  const found = await read
    .selectFrom('spaces')
    .select(['created_at as madeAt', 'touched_at as touchedAt', 'bytes'])
    .where('space', '=', space)
    .executeTakeFirst();
  if (found === undefined) return err({ tag: 'space-unknown' });
  const devices = await read
    .selectFrom('devices')
    .select(['device', 'state', 'added_at as addedAt', 'came_at as cameAt', 'seen'])
    .where('space', '=', space)
    .orderBy('added_at')
    .orderBy('device')
    .execute();
  const rows = await read
    .selectFrom('sealed')
    .select(['cursor', 'kind', 'chain as device', 'seq', 'first_seq as firstSeq', 'hash'])
    .select(sql<number | null>`length(bytes)`.as('size'))
    .where('space', '=', space)
    .where('cursor', '>', after)
    .orderBy('cursor')
    .limit(ROWS + 1)
    .execute();
  return ok({ ...found, devices, sealed: rows.slice(0, ROWS), hasMore: rows.length > ROWS });
}
