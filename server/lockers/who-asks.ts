import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, hexToBytes, isHex } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { addSession, findSession } from '../store/sessions.ts';
import type { LockerOptions } from './options.ts';

export type Asker = {
  readonly space: string;
  readonly device: string;
  /** The uncompressed point, 65 bytes. */
  readonly signKey: Uint8Array<ArrayBuffer>;
};

export const SESSION_MS = 15 * 60_000;

/** A token that says of which space it is, so that the store is asked in one place only. */
export async function openSession(
  { database, now, randomBytes }: LockerOptions,
  { space, device }: Omit<Asker, 'signKey'>,
): Promise<string> {
  const secret = randomBytes(32);
  const at = now();
  await addSession(database, { space, device, hash: await hashOf(secret), expiresAt: at + SESSION_MS, now: at });
  return `${space}.${bytesToHex(secret)}`;
}

export type Session = { readonly asker: Asker; readonly expiresAt: number };

/** The session that is open under this `authorization` header. */
export async function findOpenSession(
  { database, now }: LockerOptions,
  authorization: string | undefined,
): Promise<Result<Session, { readonly tag: 'no-session' }>> {
  const [space, secret] = /^Bearer ([^.]*)\.(.*)$/.exec(authorization ?? '')?.slice(1) ?? [];
  if (!isHex(space, 16) || !isHex(secret, 32)) return err({ tag: 'no-session' });
  const found = await findSession(database.read, { space, hash: await hashOf(hexToBytes(secret)), now: now() });
  if (found === null) return err({ tag: 'no-session' });
  const { device, expiresAt } = found;
  return ok({ asker: { space, device, signKey: new Uint8Array(found.signKey) }, expiresAt });
}

/** Who sends a request with this `authorization` header. */
export async function whoAsks(
  options: LockerOptions,
  authorization: string | undefined,
): Promise<Result<Asker, { readonly tag: 'no-session' }>> {
  const session = await findOpenSession(options, authorization);
  return session.ok ? ok(session.value.asker) : session;
}
