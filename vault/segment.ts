import { err, ok, type Result } from '#core/result.ts';
import { openEnvelope, sealEnvelope, type EnvelopeError } from './envelope.ts';
import { segmentSize } from './padding.ts';
import { hexToBytes, joinBytes, type Bytes } from './public/bytes.ts';
import { hashOf } from './public/hash.ts';
import type { Header } from './public/header.ts';
import {
  decodeSegmentRange,
  decodeSuccessor,
  encodeSegmentRange,
  RANGE_LENGTH,
  SUCCESSOR_LENGTH,
  type SegmentRange,
} from './public/segment-range.ts';
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
  /** Who writes it in the place of a device that has left. */
  readonly successor?: string;
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
  const { firstSeq, successor = '', ...rest } = place;
  const lastSeq = firstSeq + rows.length - 1;
  const range: SegmentRange = { firstSeq, firstHash: rows[0]!.hash, lastHash: rows.at(-1)!.hash };
  const header: Header = { kind: successor === '' ? 'segment' : 'succession', ...rest, seq: lastSeq };
  const label = joinBytes(encodeSegmentRange(range), hexToBytes(successor));
  const content = { label, plaintext: encodeSegmentRows(rows), size: segmentSize };
  return { bytes: await sealEnvelope(key, header, content, randomBytes), range: { ...range, lastSeq } };
}

/** A segment is called by the hash of its bytes. */
export const segmentName = (segment: SealedSegment): Promise<string> => hashOf(segment.bytes);

export type SegmentError = EnvelopeError | BadLayout;

/** Of the device's own making or a succession: who wrote it is told by `successor`. */
export async function openSegment(
  key: CryptoKey,
  bytes: Bytes,
  expected: Pick<Header, 'space' | 'device'> & Partial<Pick<Header, 'seq' | 'epoch'>>,
): Promise<
  Result<
    {
      readonly header: Header;
      readonly range: SegmentRange;
      /** Null when the device itself did. */
      readonly successor: string | null;
      readonly table: SegmentTable;
    },
    SegmentError
  >
> {
  const successor = decodeSuccessor(bytes);
  const [kind, label] =
    successor === null
      ? (['segment', RANGE_LENGTH] as const)
      : (['succession', RANGE_LENGTH + SUCCESSOR_LENGTH] as const);
  const opened = await openEnvelope(key, bytes, { ...expected, kind }, label);
  if (!opened.ok) return opened;
  const range = decodeSegmentRange(bytes);
  if (!range.ok) return range;
  const table = decodeSegmentRows(opened.value.plaintext);
  if (!table.ok) return table;
  const { header } = opened.value;
  if (range.value.firstSeq + table.value.rows - 1 !== header.seq) return err({ type: 'bad-layout' });
  return ok({ header, range: range.value, successor, table: table.value });
}
