import { bytesToHex, hexToBytes, type Bytes } from './public/bytes.ts';
import { bytesToSign, SIGNATURE, SIGNING, type Signed } from './public/signature.ts';

const BOX = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** As it stands in the sealed keyring: hex of PKCS #8 and of the uncompressed point. */
export type StoredKeyPair = { readonly private: string; readonly public: string };

/** `sign` signs heads, segments and manifests; keys are wrapped to `box`. */
export type DeviceKeys = { readonly sign: StoredKeyPair; readonly box: StoredKeyPair };

async function storedPair(pair: CryptoKeyPair): Promise<StoredKeyPair> {
  const [priv, pub] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
    crypto.subtle.exportKey('raw', pair.publicKey),
  ]);
  return { private: bytesToHex(new Uint8Array(priv)), public: bytesToHex(new Uint8Array(pub)) };
}

export const createSignKeys = async (): Promise<StoredKeyPair> =>
  storedPair(await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']));

export const createBoxKeys = async (): Promise<StoredKeyPair> =>
  storedPair(await crypto.subtle.generateKey(BOX, true, ['deriveBits']));

export const importSignKey = (pair: StoredKeyPair): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', hexToBytes(pair.private), SIGNING, false, ['sign']);

export const importBoxPublicKey = (publicKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', hexToBytes(publicKey), BOX, true, []);

export async function importBoxKeys(pair: StoredKeyPair): Promise<CryptoKeyPair> {
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('pkcs8', hexToBytes(pair.private), BOX, false, ['deriveBits']),
    importBoxPublicKey(pair.public),
  ]);
  return { privateKey, publicKey };
}

export const signBytes = async (key: CryptoKey, signed: Signed): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, bytesToSign(signed)));
