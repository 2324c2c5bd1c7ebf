import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, hexToBytes, type Bytes } from './bytes.ts';
import { decodeHeader, HEADER_LENGTH } from './header.ts';

/** Stands in the clear after the header of a segment: which operations of the device's chain it holds. */
export type SegmentRange = { readonly firstSeq: number; readonly firstHash: string; readonly lastHash: string };

export const RANGE_LENGTH = 72;
/** Stands after it in a succession: which device wrote it. */
export const SUCCESSOR_LENGTH = 16;

export function encodeSegmentRange(range: SegmentRange): Bytes {
  const bytes = new Uint8Array(RANGE_LENGTH);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(range.firstSeq));
  bytes.set(hexToBytes(range.firstHash), 8);
  bytes.set(hexToBytes(range.lastHash), 40);
  return bytes;
}

/** `segment`: the whole sealed segment. The last sequence number is the header's. */
export function decodeSegmentRange(segment: Bytes): Result<SegmentRange, { readonly type: 'too-short' }> {
  if (segment.length < HEADER_LENGTH + RANGE_LENGTH) return err({ type: 'too-short' });
  const bytes = segment.subarray(HEADER_LENGTH, HEADER_LENGTH + RANGE_LENGTH);
  return ok({
    firstSeq: Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0)),
    firstHash: bytesToHex(bytes.subarray(8, 40)),
    lastHash: bytesToHex(bytes.subarray(40, 72)),
  });
}

/** Null for a segment of the device's own making, and for what is none. */
export function decodeSuccessor(segment: Bytes): string | null {
  const header = decodeHeader(segment);
  const start = HEADER_LENGTH + RANGE_LENGTH;
  if (!header.ok || header.value.kind !== 'succession' || segment.length < start + SUCCESSOR_LENGTH) return null;
  return bytesToHex(segment.subarray(start, start + SUCCESSOR_LENGTH));
}
