import type { Bytes } from './public/bytes.ts';

/** Every secret and every nonce comes through this one parameter, so that test vectors can be made again. */
export type RandomBytes = (length: number) => Bytes;

export const systemRandomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
