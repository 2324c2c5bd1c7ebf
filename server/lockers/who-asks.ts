import type { Proof } from '#contract/routes.ts';
import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, hexToBytes, isHex } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import { addChallenge, addSession, findSession, takeChallenge } from '../store/sessions.ts';
import type { LockerOptions } from './options.ts';

export type Asker = { readonly space: string; readonly device: string };

const minute = 60_000;
export const CHALLENGE_MS = 2 * minute;
export const SESSION_MS = 15 * minute;

/** Something new to sign, so that what was signed once proves nothing later. No clock but the server's is asked. */
export async function giveChallenge({ database, now, randomBytes }: LockerOptions, space: string): Promise<string> {
  const challenge = randomBytes(32);
  const at = now();
  await addChallenge(database, { space, hash: await hashOf(challenge), expiresAt: at + CHALLENGE_MS, now: at });
  return bytesToHex(challenge);
}

/** Whether the holder of `signKey` signed a challenge of this server, which is used up by asking. */
export async function isProved(
  { database, now }: LockerOptions,
  { space, device, challenge, signature }: Proof,
  signKey: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const taken = await takeChallenge(database, { space, hash: await hashOf(hexToBytes(challenge)), now: now() });
  return taken.ok && isSignedBy(signKey, { type: 'session', space, device, hash: challenge }, hexToBytes(signature));
}

/** A token that says of which space it is, so that the store is asked in one place only. */
export async function openSession(
  { database, now, randomBytes }: LockerOptions,
  { space, device }: Asker,
): Promise<string> {
  const secret = randomBytes(32);
  const at = now();
  await addSession(database, { space, device, hash: await hashOf(secret), expiresAt: at + SESSION_MS, now: at });
  return `${space}.${bytesToHex(secret)}`;
}

/** Who sends a request with this `authorization` header. */
export async function whoAsks(
  { database, now }: LockerOptions,
  authorization: string | undefined,
): Promise<Result<Asker, { readonly tag: 'no-session' }>> {
  const [space, secret] = /^Bearer ([^.]*)\.(.*)$/.exec(authorization ?? '')?.slice(1) ?? [];
  if (!isHex(space, 16) || !isHex(secret, 32)) return err({ tag: 'no-session' });
  const device = await findSession(database.read, { space, hash: await hashOf(hexToBytes(secret)), now: now() });
  return device === null ? err({ tag: 'no-session' }) : ok({ space, device });
}
