import type { Json } from '#core/entry/entry.ts';
import { err, type Result } from '#core/result.ts';
import { openBytes, sealBytes, type NotAuthentic } from './aes.ts';
import { jsonToBytes, parseJsonBytes, type BadJson } from './json-bytes.ts';
import { deriveSealingKey } from './keys.ts';
import { doublingSize, pad, unpad } from './padding.ts';
import { joinBytes, textToBytes, type Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';

/** Version, IV, ciphertext: JSON that only this device's own key opens and that is never synced. */
export type RecordLabel = 'keyring' | 'draft';
export type SealedRecordError =
  NotAuthentic | BadJson | { readonly type: 'bad-padding' } | { readonly type: 'newer-record' };

const RECORD_VERSION = 1;

export const deriveRecordKey = (deviceKey: Bytes, label: RecordLabel): Promise<CryptoKey> =>
  deriveSealingKey(deviceKey, label, new Uint8Array(0));

const boundTo = (label: RecordLabel, name: string): Bytes =>
  joinBytes(Uint8Array.of(RECORD_VERSION), textToBytes(`ballast v1 ${label}\0${name}`));

/** `name`: what the record is called where it lies, so that two cannot be swapped. */
export async function sealRecord(
  key: CryptoKey,
  label: RecordLabel,
  name: string,
  value: unknown,
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const padded = pad(jsonToBytes(value), doublingSize);
  return joinBytes(Uint8Array.of(RECORD_VERSION), await sealBytes(key, padded, boundTo(label, name), randomBytes));
}

export async function openRecord(
  key: CryptoKey,
  label: RecordLabel,
  name: string,
  bytes: Bytes,
): Promise<Result<Json, SealedRecordError>> {
  if (bytes[0] !== undefined && bytes[0] > RECORD_VERSION) return err({ type: 'newer-record' });
  if (bytes[0] !== RECORD_VERSION) return err({ type: 'not-authentic' });
  const padded = await openBytes(key, bytes.subarray(1), boundTo(label, name));
  if (!padded.ok) return padded;
  const plaintext = unpad(padded.value);
  return plaintext.ok ? parseJsonBytes(plaintext.value) : plaintext;
}
