import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { bytesToSign, type Signed } from '#vault/public/signature.ts';

const POINT_LENGTH = 65;
/** Says that both coordinates follow. */
const UNCOMPRESSED = 4;
/** About 4 MB. */
const MOST_KEYS = 2_000;

/**
 * Checks signatures as `isSignedBy` of vault/public does, at once and with keys that are kept: reading a key again and
 * handing each signature to another thread costs twice the sum itself. `signKey`: the uncompressed point, 65 bytes.
 */
export function createVerifier(): (signKey: Uint8Array, signed: Signed, signature: Uint8Array) => boolean {
  const keys = new Map<string, KeyObject>();

  function keyOf(signKey: Uint8Array): KeyObject {
    const point = Buffer.from(signKey.buffer, signKey.byteOffset, signKey.byteLength);
    const name = point.toString('latin1');
    const key = keys.get(name) ?? readKey(point);
    // The one that was asked for longest ago goes.
    keys.delete(name);
    keys.set(name, key);
    if (keys.size > MOST_KEYS) keys.delete(keys.keys().next().value ?? '');
    return key;
  }

  return (signKey, signed, signature) => {
    if (signKey.length !== POINT_LENGTH || signKey[0] !== UNCOMPRESSED) return false;
    try {
      return verify('sha256', bytesToSign(signed), { key: keyOf(signKey), dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  };
}

/** Throws when it is no point of P-256. */
const readKey = (point: Buffer): KeyObject =>
  createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.toString('base64url', 1, 33),
      y: point.toString('base64url', 33),
    },
  });
