import { hash } from 'node:crypto';

/** SHA-256 as hex, at once: for what is small, handing it to WebCrypto’s threads costs forty times the sum itself. */
export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

export const sha256OfHex = (hex: string): string => sha256(Buffer.from(hex, 'hex'));
