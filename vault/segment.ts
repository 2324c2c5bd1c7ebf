import { err, ok, type Result } from '#core/result.ts';
import { openEnvelope, sealEnvelope, type EnvelopeError } from './envelope.ts';
import { segmentSize } from './padding.ts';
import type { Bytes } from './public/bytes.ts';
import { hashOf } from './public/hash.ts';
import type { Header } from './public/header.ts';
import { decodeSegmentRange, encodeSegmentRange, RANGE_LENGTH, type SegmentRange } from './public/segment-range.ts';
import type { RandomBytes } from './random-bytes.ts';
import {
  decodeSegmentRows,
  encodeSegmentRows,
  type BadLayout,
  type SegmentRow,
  type SegmentTable,
} from './segment-layout.ts';

/** About so many operations of one device's own chain in one immutable piece. */
export const SEGMENT_OPERATIONS = 2_000;

export type SegmentPlace = Pick<Header, 'space' | 'epoch' | 'device' | 'manifest'> & {
  readonly firstSeq: number;
  /** The hash of the operation before the first one. */
  readonly previous: string;
};

export type SealedSegment = {
  readonly bytes: Bytes;
  readonly range: SegmentRange & { readonly lastSeq: number };
};

/** `rows`: consecutive operations from `firstSeq` on, at least one. */
export async function sealSegment(
  key: CryptoKey,
  place: SegmentPlace,
  rows: readonly SegmentRow[],
  randomBytes: RandomBytes,
): Promise<SealedSegment> {
  const { firstSeq, ...rest } = place;
  const lastSeq = firstSeq + rows.length - 1;
  const range: SegmentRange = { firstSeq, firstHash: rows[0]!.hash, lastHash: rows.at(-1)!.hash };
  const header: Header = { kind: 'segment', ...rest, seq: lastSeq };
  const content = { label: encodeSegmentRange(range), plaintext: encodeSegmentRows(rows), size: segmentSize };
  return { bytes: await sealEnvelope(key, header, content, randomBytes), range: { ...range, lastSeq } };
}

/** A segment is called by the hash of its bytes. */
export const segmentName = (segment: SealedSegment): Promise<string> => hashOf(segment.bytes);

export type SegmentError = EnvelopeError | BadLayout;

export async function openSegment(
  key: CryptoKey,
  bytes: Bytes,
  expected: Pick<Header, 'space' | 'device'> & Partial<Pick<Header, 'seq' | 'epoch'>>,
): Promise<
  Result<{ readonly header: Header; readonly range: SegmentRange; readonly table: SegmentTable }, SegmentError>
> {
  const opened = await openEnvelope(key, bytes, { ...expected, kind: 'segment' }, RANGE_LENGTH);
  if (!opened.ok) return opened;
  const range = decodeSegmentRange(bytes);
  if (!range.ok) return range;
  const table = decodeSegmentRows(opened.value.plaintext);
  if (!table.ok) return table;
  const { header } = opened.value;
  if (range.value.firstSeq + table.value.rows - 1 !== header.seq) return err({ type: 'bad-layout' });
  return ok({ header, range: range.value, table: table.value });
}
