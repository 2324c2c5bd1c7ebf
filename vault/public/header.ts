import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, hexToBytes, type Bytes } from './bytes.ts';

/**
 * The header stands before everything that is sealed in a space, and is its additional data:
 *
 *   version 1 | suite 1 | kind 1 | space 16 | epoch 4 | device 16 | seq 8 | hash of previous 32 | manifest version 4
 *
 * Numbers are big-endian. There is no version and no suite without encryption.
 */
export type Header = {
  readonly kind: HeaderKind;
  readonly space: string;
  readonly epoch: number;
  readonly device: string;
  readonly seq: number;
  /** SHA-256 of the link before this one; zeros at the start of a chain. */
  readonly previous: string;
  readonly manifest: number;
};

/** `succession`: a segment of the chain of a device that has left, which another one wrote in its place. */
export type HeaderKind = 'operation' | 'segment' | 'manifest' | 'succession';

export type HeaderError =
  | { readonly type: 'too-short' }
  | { readonly type: 'unknown-version'; readonly version: number }
  | { readonly type: 'unknown-suite'; readonly suite: number }
  | { readonly type: 'unknown-kind'; readonly kind: number }
  | { readonly type: 'bad-number' };

export const HEADER_LENGTH = 83;
export const HEADER_VERSION = 1;
/** AES-256-GCM, HKDF with SHA-256, ECDSA P-256 with SHA-256, DHKEM(P-256, HKDF-SHA256). */
export const SUITE = 1;

const KIND_BYTES: Record<HeaderKind, number> = { operation: 1, segment: 2, manifest: 3, succession: 4 };
const KINDS = Object.entries(KIND_BYTES) as [HeaderKind, number][];

export function encodeHeader(header: Header): Bytes {
  const bytes = new Uint8Array(HEADER_LENGTH);
  const view = new DataView(bytes.buffer);
  bytes[0] = HEADER_VERSION;
  bytes[1] = SUITE;
  bytes[2] = KIND_BYTES[header.kind];
  bytes.set(hexToBytes(header.space), 3);
  view.setUint32(19, header.epoch);
  bytes.set(hexToBytes(header.device), 23);
  view.setBigUint64(39, BigInt(header.seq));
  bytes.set(hexToBytes(header.previous), 47);
  view.setUint32(79, header.manifest);
  return bytes;
}

/** Reads the header at the start of `bytes`. */
export function decodeHeader(bytes: Bytes): Result<Header, HeaderError> {
  if (bytes.length < HEADER_LENGTH) return err({ type: 'too-short' });
  const [version, suite, kindByte] = [bytes[0]!, bytes[1]!, bytes[2]!];
  if (version !== HEADER_VERSION) return err({ type: 'unknown-version', version });
  if (suite !== SUITE) return err({ type: 'unknown-suite', suite });
  const kind = KINDS.find(([, byte]) => byte === kindByte)?.[0];
  if (kind === undefined) return err({ type: 'unknown-kind', kind: kindByte });
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_LENGTH);
  const seq = view.getBigUint64(39);
  if (seq > BigInt(Number.MAX_SAFE_INTEGER)) return err({ type: 'bad-number' });
  return ok({
    kind,
    space: bytesToHex(bytes.subarray(3, 19)),
    epoch: view.getUint32(19),
    device: bytesToHex(bytes.subarray(23, 39)),
    seq: Number(seq),
    previous: bytesToHex(bytes.subarray(47, 79)),
    manifest: view.getUint32(79),
  });
}
