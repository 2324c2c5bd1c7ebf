import { beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '#core/space/operation.ts';
import { createCountedRandomBytes } from './counted-random-bytes.ts';
import { deriveEpochKeys, type EpochKeys } from './keys.ts';
import { MAX_OPERATION_BYTES, openOperation, sealOperation } from './operation-envelope.ts';
import vectors from './operation.vectors.json' with { type: 'json' };
import { bytesToHex, hexToBytes, joinBytes, type Bytes } from './public/bytes.ts';
import { hashOf } from './public/hash.ts';
import { HEADER_LENGTH } from './public/header.ts';
import { systemRandomBytes } from './random-bytes.ts';

const { space, epoch, manifest } = vectors;
const chain = vectors.chain.map((link) => ({
  ...link,
  operation: link.operation as unknown as Operation,
  bytes: hexToBytes(link.sealed),
}));
const [first, second] = [chain[0]!, chain[1]!];

let keys: EpochKeys;
beforeAll(async () => {
  keys = await deriveEpochKeys(hexToBytes(vectors.epochKey), space, epoch);
});

const flipped = (bytes: Bytes, at: number): Bytes => Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));
const errorOf = async (bytes: Bytes, expected = {}, key = keys.operation) => {
  const opened = await openOperation(key, bytes, { space, ...expected });
  return opened.ok ? null : opened.error.type;
};

describe('a sealed operation', () => {
  test('is, byte for byte, what it was when the vectors were made', async () => {
    const randomBytes = createCountedRandomBytes();
    for (const { previous, operation, sealed, hash } of chain) {
      const bytes = await sealOperation(keys.operation, { space, epoch, previous, manifest }, operation, randomBytes);
      expect(bytes.ok && bytesToHex(bytes.value)).toBe(sealed);
      expect(bytes.ok && (await hashOf(bytes.value))).toBe(hash);
    }
  });

  test('opens to what was sealed', async () => {
    for (const { bytes, operation } of chain) {
      const opened = await openOperation(keys.operation, bytes, { space });
      const { device: _, seq: __, ...content } = operation;
      const seen = Object.keys(content.seen).length > 0 ? {} : { seen: undefined };
      expect(opened.ok && opened.value.content).toEqual({ ...content, ...seen });
    }
  });

  test('says nothing by its length but a power of two', () => {
    expect(chain.map(({ bytes }) => bytes.length - HEADER_LENGTH - 12 - 16)).toEqual([512, 1024, 512]);
  });

  test('is refused when any one byte of its header, nonce or ciphertext is flipped', async () => {
    for (let at = 0; at < first.bytes.length; at++) {
      expect([at, await errorOf(flipped(first.bytes, at))]).not.toEqual([at, null]);
    }
  });

  test('is refused with the key of another epoch, space or use', async () => {
    const otherEpoch = await deriveEpochKeys(hexToBytes(vectors.epochKey), space, epoch + 1);
    const otherSpace = await deriveEpochKeys(hexToBytes(vectors.epochKey), '6'.repeat(32), epoch);
    const otherKey = await deriveEpochKeys(systemRandomBytes(32), space, epoch);
    for (const key of [otherEpoch.operation, otherSpace.operation, otherKey.operation, keys.segment, keys.manifest]) {
      expect(await errorOf(first.bytes, {}, key)).toBe('not-authentic');
    }
  });

  test.each([
    ['space', { space: '6'.repeat(32) }],
    ['epoch', { epoch: 2 }],
    ['device', { device: 'c'.repeat(32) }],
    ['seq', { seq: 2 }],
    ['previous', { previous: 'd'.repeat(64) }],
    ['manifest', { manifest: 1 }],
  ])('is refused where another %s is expected', async (_, expected) => {
    expect(await errorOf(first.bytes, expected)).toBe('wrong-place');
  });

  test('is refused with the ciphertext of another', async () => {
    const swapped = joinBytes(first.bytes.subarray(0, HEADER_LENGTH), second.bytes.subarray(HEADER_LENGTH));
    expect(await errorOf(swapped)).toBe('not-authentic');
  });

  test('is refused when it is cut anywhere', async () => {
    for (const length of [0, 1, HEADER_LENGTH - 1])
      expect(await errorOf(first.bytes.slice(0, length))).toBe('too-short');
    for (const length of [HEADER_LENGTH, HEADER_LENGTH + 12, HEADER_LENGTH + 28, first.bytes.length - 1]) {
      expect(await errorOf(first.bytes.slice(0, length))).toBe('not-authentic');
    }
  });

  test('is refused as too large before it is sealed', async () => {
    const changes = [{ type: 'put', entry: { id: '0'.repeat(32), text: 'x'.repeat(MAX_OPERATION_BYTES) } }] as const;
    const place = { space, epoch, previous: first.previous, manifest };
    const sealed = await sealOperation(keys.operation, place, { ...first.operation, changes }, systemRandomBytes);
    expect(sealed).toEqual({ ok: false, error: { type: 'too-large' } });
  });

  test('never has the same nonce twice', async () => {
    const place = { space, epoch, previous: first.previous, manifest };
    const seal = () => sealOperation(keys.operation, place, first.operation, systemRandomBytes);
    const [one, two] = [await seal(), await seal()];
    expect(one.ok && two.ok && bytesToHex(one.value) === bytesToHex(two.value)).toBe(false);
  });
});
