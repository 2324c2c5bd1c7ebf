import type { Json } from '#core/entry/entry.ts';
import { err, type Result } from '#core/result.ts';
import type { NotAuthentic } from './aes.ts';
import type { StoredKeyPair } from './device-keys.ts';
import { openWithKey, sealToKey } from './hpke-box.ts';
import { jsonToBytes, parseJsonBytes, type BadJson } from './json-bytes.ts';
import { doublingSize, pad, unpad } from './padding.ts';
import { hexToBytes, joinBytes, type Bytes } from './public/bytes.ts';

export type InboxError = NotAuthentic | BadJson | { readonly type: 'bad-padding' } | { readonly type: 'newer-letter' };

const LETTER_VERSION = 1;

/** What is written while the space is locked: only the space's own key opens it, not even the writer can. */
export async function sealLetter(inboxKey: string, space: string, letter: Json): Promise<Bytes> {
  const padded = pad(jsonToBytes(letter), doublingSize);
  return joinBytes(Uint8Array.of(LETTER_VERSION), await sealToKey(inboxKey, 'inbox', hexToBytes(space), padded));
}

export async function openLetter(keys: StoredKeyPair, space: string, bytes: Bytes): Promise<Result<Json, InboxError>> {
  if (bytes[0] !== undefined && bytes[0] > LETTER_VERSION) return err({ type: 'newer-letter' });
  if (bytes[0] !== LETTER_VERSION) return err({ type: 'not-authentic' });
  const padded = await openWithKey(keys, 'inbox', hexToBytes(space), bytes.subarray(1));
  if (!padded.ok) return padded;
  const plaintext = unpad(padded.value);
  return plaintext.ok ? parseJsonBytes(plaintext.value) : plaintext;
}
