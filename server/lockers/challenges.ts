import { createHmac } from 'node:crypto';
import type { Proof } from '#contract/routes.ts';
import { bytesToHex, hexToBytes, isSameBytes, joinBytes, textToBytes, type Bytes } from '#vault/public/bytes.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import { findSecret } from '../store/secrets.ts';
import { useChallenge } from '../store/sessions.ts';
import type { LockerOptions } from './options.ts';
import { sha256 } from './sha256.ts';

const CHALLENGE_MS = 2 * 60_000;
const KEY_LENGTH = 32;

/**
 * Something new to sign, so that what was signed once proves nothing later. No clock but the server's is asked. It
 * says itself until when it is good, so one that is never used leaves nothing behind:
 *
 *   chance 8 | good until 8, ms, big-endian | HMAC-SHA-256 over both and the space, its first 16 bytes
 */
export function createChallenges({ database, now, randomBytes }: LockerOptions) {
  let key: Uint8Array | undefined;
  const findKey = async () => (key ??= await findSecret(database, 'challenge', () => randomBytes(KEY_LENGTH)));

  async function macOf(space: string, stated: Uint8Array): Promise<Uint8Array> {
    const mac = createHmac('sha256', await findKey());
    return mac
      .update(joinBytes(textToBytes('ballast v1 challenge\0'), hexToBytes(space), stated))
      .digest()
      .subarray(0, 16);
  }

  async function give(space: string): Promise<string> {
    const until = new Uint8Array(8);
    new DataView(until.buffer).setBigUint64(0, BigInt(now() + CHALLENGE_MS));
    const stated = joinBytes(randomBytes(8), until);
    return bytesToHex(joinBytes(stated, await macOf(space, stated)));
  }

  /** Until when it is good; null when it is not of this server, or for another space. */
  async function readChallenge(space: string, challenge: Bytes): Promise<number | null> {
    const stated = challenge.subarray(0, 16);
    if (!isSameBytes(challenge.subarray(16), await macOf(space, stated))) return null;
    return Number(new DataView(stated.buffer, stated.byteOffset + 8, 8).getBigUint64(0));
  }

  /** Whether the holder of `signKey` signed a challenge of this server, which is used up by that. */
  async function isProved({ space, device, challenge, signature }: Proof, signKey: Bytes): Promise<boolean> {
    const bytes = hexToBytes(challenge);
    const expiresAt = await readChallenge(space, bytes);
    if (expiresAt === null || expiresAt <= now()) return false;
    const signed = { type: 'session', space, device, hash: challenge } as const;
    if (!(await isSignedBy(signKey, signed, hexToBytes(signature)))) return false;
    const used = await useChallenge(database, { space, hash: sha256(bytes), expiresAt, now: now() });
    return used.ok;
  }

  return { give, isProved };
}
