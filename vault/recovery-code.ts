import type { RecoveryKeys } from '#core/space/manifest.ts';
import type { DeviceKeys, StoredKeyPair } from './device-keys.ts';
import { kem } from './hpke-box.ts';
import { deriveBytes, type KeyLabel } from './keys.ts';
import { bytesToHex, hexToBytes, type Bytes } from './public/bytes.ts';
import { hashOf } from './public/hash.ts';
import { SIGNING } from './public/signature.ts';

/** 160 bits, on paper. */
export const RECOVERY_LENGTH = 20;

export type RecoveryDevice = DeviceKeys & { readonly id: string };

/** RFC 9180, section 7.1.3 (DeriveKeyPair) for P-256: the same code gives the same keys on every device. */
async function keyPairFrom(code: Bytes, label: KeyLabel): Promise<StoredKeyPair> {
  const seed = await deriveBytes(code, label, new Uint8Array(0));
  const { privateKey } = await kem.deriveKeyPair(seed.buffer);
  const { d, x, y } = await crypto.subtle.exportKey('jwk', privateKey);
  const jwk = { kty: 'EC', crv: 'P-256', d, x, y } as JsonWebKey;
  // A scalar and a point are the same for signing and for agreeing; the import decides what they may do.
  const [secret, point] = await Promise.all([
    crypto.subtle.importKey('jwk', jwk, SIGNING, true, ['sign']),
    crypto.subtle.importKey('jwk', { ...jwk, d: undefined } as JsonWebKey, SIGNING, true, ['verify']),
  ]);
  const [pkcs8, raw] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', secret),
    crypto.subtle.exportKey('raw', point),
  ]);
  return { private: bytesToHex(new Uint8Array(pkcs8)), public: bytesToHex(new Uint8Array(raw)) };
}

/** Its id is the first half of the hash of its public signing key: nothing secret, and nobody has to write it down. */
export async function recoveryDevice(code: Bytes): Promise<RecoveryDevice> {
  const [sign, box] = await Promise.all([keyPairFrom(code, 'recovery-sign'), keyPairFrom(code, 'recovery-box')]);
  const id = (await hashOf(hexToBytes(sign.public))).slice(0, 32);
  return { id, sign, box };
}

export const recoveryKeysOf = ({ id, sign, box }: RecoveryDevice): RecoveryKeys => ({
  id,
  signKey: sign.public,
  boxKey: box.public,
});
