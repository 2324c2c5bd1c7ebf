import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import type { Reader } from './tables.ts';

/** `hash`: SHA-256, hex; the challenge or token itself is never here. What is out of date goes when a new one comes. */
type Kept = { readonly space: string; readonly hash: string; readonly expiresAt: number; readonly now: number };

export const addChallenge = (database: Database, { space, hash, expiresAt, now }: Kept): Promise<Result<null, never>> =>
  database.write<null, never>(async (writer) => {
    await writer.deleteFrom('challenges').where('space', '=', space).where('expires_at', '<=', now).execute();
    await writer.insertInto('challenges').values({ space, hash, expires_at: expiresAt }).execute();
    return ok(null);
  });

/** Good for one time, whatever becomes of it. */
export const takeChallenge = (
  database: Database,
  { space, hash, now }: Omit<Kept, 'expiresAt'>,
): Promise<Result<null, { readonly tag: 'no-challenge' }>> =>
  database.write<null, { readonly tag: 'no-challenge' }>(async (writer) => {
    const taken = await writer
      .deleteFrom('challenges')
      .where('space', '=', space)
      .where('hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return Number(taken.numDeletedRows) === 1 ? ok(null) : err({ tag: 'no-challenge' });
  });

export const addSession = (
  database: Database,
  { space, hash, expiresAt, now, device }: Kept & { readonly device: string },
): Promise<Result<null, never>> =>
  database.write<null, never>(async (writer) => {
    await writer.deleteFrom('sessions').where('space', '=', space).where('expires_at', '<=', now).execute();
    await writer.insertInto('sessions').values({ space, hash, device, expires_at: expiresAt }).execute();
    return ok(null);
  });

/** The device whose session it is, as long as it belongs to the space. */
export async function findSession(read: Reader, { space, hash, now }: Omit<Kept, 'expiresAt'>): Promise<string | null> {
  const found = await read
    .selectFrom('sessions')
    .innerJoin('devices', (join) =>
      join.onRef('devices.space', '=', 'sessions.space').onRef('devices.device', '=', 'sessions.device'),
    )
    .select('sessions.device')
    .where('sessions.space', '=', space)
    .where('sessions.hash', '=', hash)
    .where('sessions.expires_at', '>', now)
    .where('devices.state', '!=', 'left')
    .executeTakeFirst();
  return found?.device ?? null;
}
