import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHeader, encodeHeader, HEADER_LENGTH, type Header } from './header.ts';

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => Buffer.from(value).toString('hex'));

const header: fc.Arbitrary<Header> = fc.record({
  kind: fc.constantFrom('operation', 'segment', 'manifest', 'succession'),
  space: hex(16),
  epoch: fc.nat({ max: 2 ** 32 - 1 }),
  device: hex(16),
  seq: fc.maxSafeNat(),
  previous: hex(32),
  manifest: fc.nat({ max: 2 ** 32 - 1 }),
});

describe('a header', () => {
  test('comes back as it was, in 83 bytes', () => {
    fc.assert(
      fc.property(header, (value) => {
        const bytes = encodeHeader(value);
        expect(bytes.length).toBe(HEADER_LENGTH);
        expect(decodeHeader(bytes)).toEqual({ ok: true, value });
      }),
    );
  });

  const sample = encodeHeader({
    kind: 'operation',
    space: '0'.repeat(32),
    epoch: 1,
    device: '1'.repeat(32),
    seq: 1,
    previous: '2'.repeat(64),
    manifest: 0,
  });
  const changed = (at: number, byte: number) => Uint8Array.from(sample, (value, n) => (n === at ? byte : value));

  test.each([
    ['too-short', sample.slice(0, 82)],
    ['unknown-version', changed(0, 2)],
    ['unknown-version', changed(0, 0)],
    ['unknown-suite', changed(1, 0)],
    ['unknown-suite', changed(1, 2)],
    ['unknown-kind', changed(2, 0)],
    ['bad-number', changed(39, 255)],
  ])('is refused: %s', (type, bytes) => {
    const decoded = decodeHeader(bytes);
    expect(decoded.ok ? null : decoded.error.type).toBe(type);
  });
});
