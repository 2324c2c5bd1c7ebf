import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { givenRows } from './given-rows.ts';
import { keptQuery } from './kept-query.ts';
import type { Reader } from './tables.ts';

/** `hash`: SHA-256, hex; the challenge or token itself is never here. What is out of date goes when a new one comes. */
type Kept = { readonly space: string; readonly hash: string; readonly expiresAt: number; readonly now: number };

/** Good for one time: kept until nobody would take it any more. */
export const useChallenge = (
  database: Database,
  { space, hash, expiresAt, now }: Kept,
): Promise<Result<null, { readonly tag: 'challenge-used' }>> =>
  database.write<null, { readonly tag: 'challenge-used' }>(async (writer) => {
    await writer.deleteFrom('used_challenges').where('space', '=', space).where('expires_at', '<=', now).execute();
    const used = await writer
      .insertInto('used_challenges')
      .values({ space, hash, expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(used.numInsertedOrUpdatedRows) === 1 ? ok(null) : err({ tag: 'challenge-used' });
  });

const DAY = 86_400_000;

/** The space counts as touched by it, and the device as having come, to the day. */
export const addSession = (
  database: Database,
  { space, hash, expiresAt, now, device }: Kept & { readonly device: string },
): Promise<Result<null, never>> =>
  database.write<null, never>(async (writer) => {
    await writer.deleteFrom('sessions').where('space', '=', space).where('expires_at', '<=', now).execute();
    await writer.insertInto('sessions').values({ space, hash, device, expires_at: expiresAt }).execute();
    await writer
      .updateTable('spaces')
      .set({ touched_at: now, spared_until: null })
      .where('space', '=', space)
      .where('touched_at', '<=', now - DAY)
      .execute();
    await writer
      .updateTable('devices')
      .set({ came_at: now })
      .where('space', '=', space)
      .where('device', '=', device)
      .where('came_at', '<=', now - DAY)
      .execute();
    return ok(null);
  });

export type FoundSession = { readonly device: string; readonly signKey: Uint8Array; readonly expiresAt: number };

type AskedSession = { readonly space: string; readonly hash: string; readonly now: number };

const findRows = keptQuery(['space', 'hash', 'now'], (read, asked: readonly AskedSession[]) =>
  read
    .with('asked(space, hash, now)', () => givenRows(asked, { space: 'text', hash: 'text', now: 'bigint' }))
    .selectFrom('asked')
    // In this order: see chain.ts.
    .crossJoin('sessions')
    .crossJoin('devices')
    .select(['sessions.hash', 'sessions.space', 'sessions.device', 'sessions.expires_at', 'devices.sign_key'])
    .whereRef('sessions.space', '=', 'asked.space')
    .whereRef('sessions.hash', '=', 'asked.hash')
    .whereRef('sessions.expires_at', '>', 'asked.now')
    .whereRef('devices.space', '=', 'sessions.space')
    .whereRef('devices.device', '=', 'sessions.device')
    .where('devices.state', '!=', 'left'),
);

/**
 * Of each that is asked for: the device whose session it is, as long as it belongs to the space, with its key, and when
 * the session is over. Null where there is none.
 */
export async function findSessions(
  read: Reader,
  asked: readonly AskedSession[],
): Promise<readonly (FoundSession | null)[]> {
  const found = new Map((await findRows(read, asked)).map((row) => [`${row.space} ${row.hash}`, row]));
  return asked.map(({ space, hash }) => {
    const row = found.get(`${space} ${hash}`);
    return row === undefined ? null : { device: row.device, signKey: row.sign_key, expiresAt: row.expires_at };
  });
}
