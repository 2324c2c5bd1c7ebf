import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, isHex } from '#vault/public/bytes.ts';
import { inGroups } from '../store/in-groups.ts';
import { addSession, findSessions } from '../store/sessions.ts';
import type { LockerOptions } from './options.ts';
import { sha256, sha256OfHex } from './sha256.ts';

export type Asker = {
  readonly space: string;
  readonly device: string;
  /** The uncompressed point, 65 bytes. */
  readonly signKey: Uint8Array<ArrayBuffer>;
};

export const SESSION_MS = 15 * 60_000;
/** So many are looked for in one question at most. */
const MOST_AT_ONCE = 64;

/** A token that says of which space it is, so that the store is asked in one place only. */
export async function openSession(
  { database, now, randomBytes }: LockerOptions,
  { space, device }: Omit<Asker, 'signKey'>,
): Promise<string> {
  const secret = randomBytes(32);
  const at = now();
  await addSession(database, { space, device, hash: sha256(secret), expiresAt: at + SESSION_MS, now: at });
  return `${space}.${bytesToHex(secret)}`;
}

export type Session = { readonly asker: Asker; readonly expiresAt: number };
/** The session that is open under an `authorization` header. */
export type FindSession = (
  authorization: string | undefined,
) => Promise<Result<Session, { readonly tag: 'no-session' }>>;

/** Those who ask at the same time are looked for in one question; the store is asked for each of them. */
export function createSessionFinder({ database, now }: LockerOptions): FindSession {
  const find = inGroups(
    (asked: Parameters<typeof findSessions>[1]) => findSessions(database.read, asked),
    MOST_AT_ONCE,
  );
  return async (authorization) => {
    const [space, secret] = /^Bearer ([^.]*)\.(.*)$/.exec(authorization ?? '')?.slice(1) ?? [];
    if (!isHex(space, 16) || !isHex(secret, 32)) return err({ tag: 'no-session' });
    const found = await find({ space, hash: sha256OfHex(secret), now: now() });
    if (found === null) return err({ tag: 'no-session' });
    const { device, expiresAt } = found;
    return ok({ asker: { space, device, signKey: new Uint8Array(found.signKey) }, expiresAt });
  };
}
