import { err, ok, type Result } from '#core/result.ts';
import { joinBytes, type Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';

export const IV_LENGTH = 12;
export const TAG_LENGTH = 16;

export type NotAuthentic = { readonly type: 'not-authentic' };

/** AES-256-GCM with a random 96-bit IV: IV, ciphertext, tag. */
export async function sealBytes(
  key: CryptoKey,
  plaintext: Bytes,
  additionalData: Bytes,
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const iv = randomBytes(IV_LENGTH);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext);
  return joinBytes(iv, new Uint8Array(sealed));
}

/** Refuses what was sealed with another key, for another place, or was changed or cut. */
export async function openBytes(
  key: CryptoKey,
  sealed: Bytes,
  additionalData: Bytes,
): Promise<Result<Bytes, NotAuthentic>> {
  if (sealed.length < IV_LENGTH + TAG_LENGTH) return err({ type: 'not-authentic' });
  const iv = sealed.subarray(0, IV_LENGTH);
  try {
    const plaintext = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      sealed.subarray(IV_LENGTH),
    );
    return ok(new Uint8Array(plaintext));
  } catch {
    return err({ type: 'not-authentic' });
  }
}
