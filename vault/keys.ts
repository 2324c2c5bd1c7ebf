import { hexToBytes, joinBytes, textToBytes, uint32ToBytes, type Bytes } from './public/bytes.ts';

export const KEY_LENGTH = 32;

/** One label for each use: no key ever does two things. */
export type KeyLabel =
  | 'operation'
  | 'segment'
  | 'manifest'
  | 'keyring'
  | 'draft'
  | 'draft-name'
  | 'slot-wrap'
  | 'slot-commitment'
  | 'backup-part'
  | 'pairing-ask'
  | 'pairing-answer'
  | 'recovery-sign'
  | 'recovery-box'
  | 'compare';

/** HKDF with SHA-256 and `ballast v1 <label>` (plus what the key is bound to) as its info. */
const hkdf = (label: KeyLabel, boundTo: Bytes) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(0),
  info: joinBytes(textToBytes(`ballast v1 ${label}\0`), boundTo),
});

const rootOf = (secret: Bytes, use: 'deriveKey' | 'deriveBits'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'HKDF', false, [use]);

/** A key that seals and opens and can never be read out. */
export async function deriveSealingKey(secret: Bytes, label: KeyLabel, boundTo: Bytes): Promise<CryptoKey> {
  const root = await rootOf(secret, 'deriveKey');
  return crypto.subtle.deriveKey(hkdf(label, boundTo), root, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

export async function deriveNamingKey(secret: Bytes, label: KeyLabel, boundTo: Bytes): Promise<CryptoKey> {
  const root = await rootOf(secret, 'deriveKey');
  return crypto.subtle.deriveKey(hkdf(label, boundTo), root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
  ]);
}

export async function deriveBytes(secret: Bytes, label: KeyLabel, boundTo: Bytes): Promise<Bytes> {
  const root = await rootOf(secret, 'deriveBits');
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label, boundTo), root, KEY_LENGTH * 8));
}

export type EpochKeys = { readonly operation: CryptoKey; readonly segment: CryptoKey; readonly manifest: CryptoKey };

/** The keys of one epoch of one space, from its random epoch key. */
export async function deriveEpochKeys(epochKey: Bytes, space: string, epoch: number): Promise<EpochKeys> {
  const boundTo = joinBytes(hexToBytes(space), uint32ToBytes(epoch));
  const [operation, segment, manifest] = await Promise.all([
    deriveSealingKey(epochKey, 'operation', boundTo),
    deriveSealingKey(epochKey, 'segment', boundTo),
    deriveSealingKey(epochKey, 'manifest', boundTo),
  ]);
  return { operation, segment, manifest };
}
