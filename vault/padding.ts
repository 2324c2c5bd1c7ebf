import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from './public/bytes.ts';

/** Padded content: its length in 4 bytes, the content, zeros up to one of few sizes. */
export type PaddedSize = (contentLength: number) => number;

const LENGTH_BYTES = 4;

/** 512 B, 1 KiB, 2 KiB … : the size of a note says little about the note. */
export const doublingSize: PaddedSize = (contentLength) => {
  let size = 512;
  while (size < contentLength + LENGTH_BYTES) size *= 2;
  return size;
};

/** Multiples of 16 KiB, for segments: doubling would waste up to half of ten years. */
export const segmentSize: PaddedSize = (contentLength) => Math.ceil((contentLength + LENGTH_BYTES) / 16_384) * 16_384;

export function pad(content: Bytes, sizeOf: PaddedSize): Bytes {
  const padded = new Uint8Array(sizeOf(content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** A view into `padded`, not a copy. */
export function unpad(padded: Bytes): Result<Bytes, { readonly type: 'bad-padding' }> {
  if (padded.length < LENGTH_BYTES) return err({ type: 'bad-padding' });
  const length = new DataView(padded.buffer, padded.byteOffset, LENGTH_BYTES).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) return err({ type: 'bad-padding' });
  return ok(padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
}
