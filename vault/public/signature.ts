import { hexToBytes, joinBytes, textToBytes, uint32ToBytes, type Bytes } from './bytes.ts';

/** What a device signs. The labels keep a signature for one thing from standing for another. */
export type Signed =
  /** Covers every operation of the chain up to this head. */
  | {
      readonly type: 'head';
      readonly space: string;
      readonly device: string;
      readonly seq: number;
      readonly hash: string;
    }
  | { readonly type: 'segment'; readonly space: string; readonly device: string; readonly hash: string }
  /** `device`: whose chain it is. `successor`: who wrote it in that one's place, and signs it. */
  | {
      readonly type: 'succession';
      readonly space: string;
      readonly device: string;
      readonly successor: string;
      readonly hash: string;
    }
  /** Proves to a server that the device is there: `hash` is the challenge that the server gave. */
  | { readonly type: 'session'; readonly space: string; readonly device: string; readonly hash: string }
  | {
      readonly type: 'manifest';
      readonly space: string;
      readonly device: string;
      readonly version: number;
      readonly hash: string;
    };

export const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

function counterOf(signed: Signed): Bytes {
  const counter = signed.type === 'head' ? signed.seq : signed.type === 'manifest' ? signed.version : 0;
  return joinBytes(uint32ToBytes(Math.floor(counter / 2 ** 32)), uint32ToBytes(counter % 2 ** 32));
}

/** `ballast v1 <type>`, a zero byte, space 16, device 16, counter 8, hash 32; of a succession also the successor 16. */
export const bytesToSign = (signed: Signed): Bytes =>
  joinBytes(
    textToBytes(`ballast v1 ${signed.type}\0`),
    hexToBytes(signed.space),
    hexToBytes(signed.device),
    counterOf(signed),
    hexToBytes(signed.hash),
    hexToBytes(signed.type === 'succession' ? signed.successor : ''),
  );

/** `publicKey`: the uncompressed point, 65 bytes. A key that is no point verifies nothing. */
export async function isSignedBy(publicKey: Bytes, signed: Signed, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, SIGNING, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, key, signature, bytesToSign(signed));
  } catch {
    return false;
  }
}
