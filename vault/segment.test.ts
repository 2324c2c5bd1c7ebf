import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCountedRandomBytes } from './counted-random-bytes.ts';
import { deriveEpochKeys, type EpochKeys } from './keys.ts';
import { bytesToHex, hexToBytes, type Bytes } from './public/bytes.ts';
import { hashOf, NO_HASH } from './public/hash.ts';
import { HEADER_LENGTH } from './public/header.ts';
import { RANGE_LENGTH, SUCCESSOR_LENGTH } from './public/segment-range.ts';
import { systemRandomBytes } from './random-bytes.ts';
import { decodeSegmentRows, encodeSegmentRows, type SegmentRow, type SegmentTable } from './segment-layout.ts';
import { openSegment, sealSegment, segmentName } from './segment.ts';
import vectors from './segment.vectors.json' with { type: 'json' };

const rows = vectors.rows as unknown as readonly SegmentRow[];
const { space, epoch, device, manifest, firstSeq, previous } = vectors;
const place = { space, epoch, device, manifest, firstSeq, previous };

const rowsOf = (table: SegmentTable): SegmentRow[] =>
  Array.from({ length: table.rows }, (_, row) => ({
    hash: table.hashOf(row),
    lamport: table.lamportOf(row),
    at: table.atOf(row),
    seen: table.seenOf(row),
    put: table.putOf(row),
    text: table.textOf(row),
  }));

let keys: EpochKeys;
let bytes: Bytes;
beforeAll(async () => {
  keys = await deriveEpochKeys(hexToBytes(vectors.epochKey), space, epoch);
  bytes = (await sealSegment(keys.segment, place, rows, createCountedRandomBytes())).bytes;
});

describe('the layout of a segment', () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: length, maxLength: length });
  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const row: fc.Arbitrary<SegmentRow> = fc.record({
    hash: hex(64),
    lamport: fc.maxSafeNat(),
    at: fc.maxSafeInteger(),
    seen: fc.dictionary(hex(32), fc.integer({ min: 1, max: 1e9 }), { maxKeys: 3, noNullPrototype: true }),
    put: fc.option(fc.record({ id: hex(32), at: fc.maxSafeInteger(), day, practice: fc.string(), kind: fc.string() })),
    text: fc.string({ unit: 'grapheme' }),
  });

  test('gives every row back', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.nat({ max: 9 }), (all, shift) => {
        const encoded = encodeSegmentRows(all);
        const shifted = new Uint8Array(encoded.length + shift);
        shifted.set(encoded, shift);
        const decoded = decodeSegmentRows(shifted.subarray(shift));
        expect(decoded.ok && rowsOf(decoded.value)).toEqual(all);
      }),
    );
  });

  test('says whether any row has lost its hash', () => {
    const isWhole = (all: readonly SegmentRow[]) => {
      const decoded = decodeSegmentRows(encodeSegmentRows(all));
      return decoded.ok && decoded.value.isWhole();
    };
    const [first, ...rest] = rows;
    expect(isWhole(rows)).toBe(true);
    expect(isWhole([{ ...first!, hash: `${'0'.repeat(62)}01` }, ...rest])).toBe(true);
    expect(isWhole([{ ...first!, hash: NO_HASH }, ...rest])).toBe(false);
    expect(isWhole([...rows, { ...first!, hash: NO_HASH }])).toBe(false);
  });

  test('is what it was when the vectors were made', () => {
    expect(bytesToHex(encodeSegmentRows(rows))).toBe(vectors.layout);
  });

  test('is refused when it is cut, or is something else, and never throws', () => {
    const layout = hexToBytes(vectors.layout);
    for (let length = 0; length < layout.length; length++)
      expect(decodeSegmentRows(layout.slice(0, length)).ok).toBe(false);
    fc.assert(fc.property(fc.uint8Array(), (junk) => typeof decodeSegmentRows(new Uint8Array(junk)).ok === 'boolean'));
  });
});

describe('a sealed segment', () => {
  test('has the name it had when the vectors were made', async () => {
    expect([await hashOf(bytes), bytes.length]).toEqual([vectors.name, vectors.length]);
    expect(await segmentName(await sealSegment(keys.segment, place, rows, createCountedRandomBytes()))).toBe(
      vectors.name,
    );
  });

  test('opens to its rows and names its first and last operation', async () => {
    const opened = await openSegment(keys.segment, bytes, { space, device });
    expect(opened.ok && rowsOf(opened.value.table)).toEqual(rows);
    expect(opened.ok && { ...opened.value.range, lastSeq: opened.value.header.seq }).toEqual(vectors.range);
  });

  test('is refused when any byte of its header or range is flipped', async () => {
    for (let at = 0; at < HEADER_LENGTH + RANGE_LENGTH + 12; at++) {
      const flipped = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 128 : byte));
      expect([at, (await openSegment(keys.segment, flipped, { space, device })).ok]).toEqual([at, false]);
    }
  });

  test('says who wrote it in the place of its device, under its seal, and is not taken for one of that device', async () => {
    const { successor, name, length } = vectors.succession;
    const segment = await sealSegment(keys.segment, { ...place, successor }, rows, createCountedRandomBytes());
    expect([await segmentName(segment), segment.bytes.length]).toEqual([name, length]);
    const opened = await openSegment(keys.segment, segment.bytes, { space, device });
    expect(opened.ok && [opened.value.successor, opened.value.header.kind, rowsOf(opened.value.table)]).toEqual([
      successor,
      'succession',
      rows,
    ]);
    for (let at = 0; at < HEADER_LENGTH + RANGE_LENGTH + SUCCESSOR_LENGTH + 12; at++) {
      const flipped = Uint8Array.from(segment.bytes, (byte, n) => (n === at ? byte ^ 128 : byte));
      expect([at, (await openSegment(keys.segment, flipped, { space, device })).ok]).toEqual([at, false]);
    }
    const asOwn = Uint8Array.from(segment.bytes, (byte, n) => (n === 2 ? 2 : byte));
    expect((await openSegment(keys.segment, asOwn, { space, device })).ok).toBe(false);
    const cut = segment.bytes.slice(0, HEADER_LENGTH + RANGE_LENGTH + 10);
    expect((await openSegment(keys.segment, cut, { space, device })).ok).toBe(false);
  });

  test('is refused with another key, in another space, of another device, or cut', async () => {
    const other = await deriveEpochKeys(systemRandomBytes(32), space, epoch);
    const refusals = await Promise.all([
      openSegment(other.segment, bytes, { space, device }),
      openSegment(keys.operation, bytes, { space, device }),
      openSegment(keys.segment, bytes, { space: '6'.repeat(32), device }),
      openSegment(keys.segment, bytes, { space, device: '7'.repeat(32) }),
      openSegment(keys.segment, bytes.slice(0, HEADER_LENGTH + 10), { space, device }),
      openSegment(keys.segment, bytes.slice(0, -1), { space, device }),
    ]);
    expect(refusals.map((result) => (result.ok ? null : result.error.type))).toEqual([
      'not-authentic',
      'not-authentic',
      'wrong-place',
      'wrong-place',
      'not-authentic',
      'not-authentic',
    ]);
  });
});
