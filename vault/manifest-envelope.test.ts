import { beforeAll, describe, expect, test } from 'vitest';
import { createBoxKeys } from './device-keys.ts';
import { deriveEpochKeys, type EpochKeys } from './keys.ts';
import { openManifest, sealManifest, unwrapEpochKey } from './manifest-envelope.ts';
import vectors from './manifest.vectors.json' with { type: 'json' };
import { bytesToHex, hexToBytes } from './public/bytes.ts';
import { hashOf, NO_HASH } from './public/hash.ts';
import { systemRandomBytes } from './random-bytes.ts';
import { isSignedBy, type Signed } from './public/signature.ts';

const { space, device, signatures } = vectors;
const { succession } = signatures;
const bytes = hexToBytes(vectors.sealed);
const expected = { space, seq: 0, previous: NO_HASH };

let keys: EpochKeys;
beforeAll(async () => {
  keys = await deriveEpochKeys(hexToBytes(vectors.epochKey), space, 1);
});

describe('a sealed manifest', () => {
  test('opens to its acts and the earlier key', async () => {
    expect(await openManifest(keys.manifest, bytes, expected)).toEqual({
      ok: true,
      value: { manifest: vectors.manifest, earlierEpochKey: vectors.earlierEpochKey },
    });
  });

  test('carries the epoch key to the device it names', async () => {
    const unwrapped = await unwrapEpochKey(bytes, space, device);
    expect(unwrapped.ok && [unwrapped.value.epoch, bytesToHex(unwrapped.value.key)]).toEqual([1, vectors.epochKey]);
  });

  test('carries it to nobody else', async () => {
    const stranger = { id: 'c'.repeat(32), box: device.box };
    const thief = { id: device.id, box: await createBoxKeys() };
    expect(await unwrapEpochKey(bytes, space, stranger)).toEqual({ ok: false, error: { type: 'not-wrapped-to-me' } });
    expect(await unwrapEpochKey(bytes, space, thief)).toEqual({ ok: false, error: { type: 'not-authentic' } });
  });

  test('is refused when any byte is flipped', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));
      expect([at, (await openManifest(keys.manifest, flipped, expected)).ok]).toEqual([at, false]);
    }
  });

  test('is refused at another place in the chain, in another space, or cut', async () => {
    const refusals = await Promise.all([
      openManifest(keys.manifest, bytes, { ...expected, seq: 1 }),
      openManifest(keys.manifest, bytes, { ...expected, previous: 'f'.repeat(64) }),
      openManifest(keys.manifest, bytes, { ...expected, space: '6'.repeat(32) }),
      openManifest(keys.manifest, bytes.slice(0, 84), expected),
      openManifest(keys.manifest, bytes.slice(0, 90), expected),
    ]);
    expect(refusals.map((result) => result.ok)).toEqual([false, false, false, false, false]);
  });
});

test.each([
  ['newer-manifest', [{ type: 'sing' }]],
  ['bad-manifest', [{ type: 'enrol', device: { id: 'x' } }]],
  ['bad-manifest', [{ type: 'depart', device: 'a1'.repeat(16), last: null }]],
  ['bad-manifest', [{ type: 'name-recovery' }]],
  ['bad-manifest', [7]],
])('a manifest with acts that are not known or not whole is refused: %s', async (type, acts) => {
  const epochKey = hexToBytes(vectors.epochKey);
  const manifest = { version: 0, epoch: 1, signer: device.id, acts: acts as never };
  const place = { space, previous: NO_HASH, recipients: [] };
  const sealed = await sealManifest({ manifest: keys.manifest, epochKey }, place, { manifest }, systemRandomBytes);
  expect(await openManifest(keys.manifest, sealed, expected)).toEqual({ ok: false, error: { type } });
});

describe('a signature', () => {
  const publicKey = hexToBytes(device.sign.public);
  const of = { space, device: device.id };
  const signed: [Signed, string][] = [
    [{ type: 'manifest', ...of, version: 0, hash: vectors.hash }, signatures.manifest],
    [{ type: 'head', ...of, seq: 3, hash: signatures.head.hash }, signatures.head.signature],
    [{ type: 'segment', ...of, hash: signatures.segment.hash }, signatures.segment.signature],
    [
      { type: 'succession', space, device: succession.device, successor: device.id, hash: succession.hash },
      succession.signature,
    ],
  ];

  test('of the vectors holds', async () => {
    expect(await hashOf(bytes)).toBe(vectors.hash);
    for (const [thing, signature] of signed)
      expect(await isSignedBy(publicKey, thing, hexToBytes(signature))).toBe(true);
  });

  test('holds for nothing else, and not with another key', async () => {
    const [head, signature] = [signed[1]![0], hexToBytes(signed[1]![1])];
    const others: Signed[] = [
      { ...head, space: '6'.repeat(32) },
      { ...head, device: '7'.repeat(32) },
      { ...head, hash: '8'.repeat(64) },
      { type: 'head', ...of, seq: 4, hash: signatures.head.hash },
      { type: 'segment', ...of, hash: signatures.head.hash },
      { type: 'manifest', ...of, version: 3, hash: signatures.head.hash },
    ];
    for (const other of others) expect(await isSignedBy(publicKey, other, signature)).toBe(false);
    const succeeded: Signed = {
      type: 'succession',
      space,
      device: succession.device,
      successor: device.id,
      hash: succession.hash,
    };
    for (const other of [
      { ...succeeded, space: '6'.repeat(32) },
      { ...succeeded, device: device.id },
      { ...succeeded, successor: succession.device },
      { ...succeeded, hash: '8'.repeat(64) },
      { type: 'segment', space, device: succession.device, hash: succession.hash },
      { type: 'segment', ...of, hash: succession.hash },
    ] as const)
      expect(await isSignedBy(publicKey, other, hexToBytes(succession.signature))).toBe(false);
    expect(await isSignedBy(hexToBytes(device.box.public), head, signature)).toBe(false);
    expect(await isSignedBy(new Uint8Array(65), head, signature)).toBe(false);
    expect(await isSignedBy(publicKey, head, signature.slice(1))).toBe(false);
  });
});
