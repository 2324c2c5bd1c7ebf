/** Bytes that WebCrypto and IndexedDB take as they are: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const asciiDecoder = new TextDecoder('latin1');
const HEX_DIGITS = encoder.encode('0123456789abcdef');

export const textToBytes = (text: string): Bytes => encoder.encode(text);

/** Null when the bytes are no UTF-8. */
export function bytesToText(bytes: Bytes): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

export const bytesToHex = (bytes: Uint8Array): string => {
  const digits = new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    digits[2 * i] = HEX_DIGITS[bytes[i]! >> 4]!;
    digits[2 * i + 1] = HEX_DIGITS[bytes[i]! & 15]!;
  }
  return asciiDecoder.decode(digits);
};

export const isHex = (text: unknown, bytes?: number): text is string =>
  typeof text === 'string' && /^([0-9a-f]{2})*$/.test(text) && (bytes === undefined || text.length === bytes * 2);

/** The text must be lower-case hex: check with `isHex` what comes from outside. */
export function hexToBytes(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

export function joinBytes(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Takes the same time wherever the two differ. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

export function uint32ToBytes(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
