import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { err, ok, type Result } from '#core/result.ts';
import type { NotAuthentic } from './aes.ts';
import { importBoxKeys, importBoxPublicKey, type StoredKeyPair } from './device-keys.ts';
import { joinBytes, textToBytes, type Bytes } from './public/bytes.ts';

/** RFC 9180 in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const kem = new DhkemP256HkdfSha256();
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export const ENCAPSULATED_LENGTH = 65;

export type BoxLabel = 'epoch-key' | 'inbox';

const infoOf = (label: BoxLabel, boundTo: Bytes): Bytes => joinBytes(textToBytes(`ballast v1 ${label}\0`), boundTo);

/** Encapsulated key, then ciphertext. Anyone with the public key can seal; only the private key opens. */
export async function sealToKey(publicKey: string, label: BoxLabel, boundTo: Bytes, plaintext: Bytes): Promise<Bytes> {
  const recipientPublicKey = await importBoxPublicKey(publicKey);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: infoOf(label, boundTo) });
  const sealed = await sender.seal(plaintext);
  return joinBytes(new Uint8Array(sender.enc), new Uint8Array(sealed));
}

export async function openWithKey(
  keys: StoredKeyPair,
  label: BoxLabel,
  boundTo: Bytes,
  box: Bytes,
): Promise<Result<Bytes, NotAuthentic>> {
  if (box.length <= ENCAPSULATED_LENGTH) return err({ type: 'not-authentic' });
  const recipientKey = await importBoxKeys(keys);
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: box.slice(0, ENCAPSULATED_LENGTH).buffer,
      info: infoOf(label, boundTo),
    });
    return ok(new Uint8Array(await recipient.open(box.subarray(ENCAPSULATED_LENGTH))));
  } catch {
    return err({ type: 'not-authentic' });
  }
}
