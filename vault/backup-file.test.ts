import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#core/entry/entry.ts';
import { openBackup, readBackupFront, sealBackup } from './backup-file.ts';
import vectors from './backup.vectors.json' with { type: 'json' };
import { createCountedRandomBytes } from './counted-random-bytes.ts';
import { bytesToHex, hexToBytes, joinBytes, textToBytes, type Bytes } from './public/bytes.ts';
import { systemRandomBytes } from './random-bytes.ts';
import type { SlotLock } from './slot.ts';

const file = hexToBytes(vectors.file);
const secret = hexToBytes(vectors.stretched);
const lock = vectors.lock as SlotLock & { type: 'passphrase' };
const parts = vectors.parts as unknown as readonly Json[];

async function open(bytes: Bytes, with_ = secret) {
  const front = readBackupFront(bytes);
  return front.ok ? openBackup(bytes, front.value, with_) : front;
}
const errorOf = async (bytes: Bytes, with_ = secret) => {
  const opened = await open(bytes, with_);
  return opened.ok ? opened.value : opened.error.type;
};
const changed = (at: number, byte: number): Bytes => Uint8Array.from(file, (old, n) => (n === at ? byte : old));

describe('a backup file', () => {
  test('is what it was when the vectors were made, and opens', async () => {
    expect(bytesToHex(await sealBackup(lock, secret, parts, createCountedRandomBytes()))).toBe(vectors.file);
    expect(await open(file)).toEqual({ ok: true, value: { parts, damagedParts: 0 } });
  });

  test('says what it is not', async () => {
    expect(await errorOf(textToBytes('%PDF-1.7 not a backup at all'))).toBe('not-a-backup');
    expect(await errorOf(new Uint8Array(0))).toBe('not-a-backup');
    expect(await errorOf(changed(9, 2))).toBe('newer-version');
    expect(await errorOf(file.slice(0, 12))).toBe('damaged');
    expect(await errorOf(file.slice(0, 60))).toBe('damaged');
    expect(await errorOf(file, new Uint8Array(32))).toBe('wrong-passphrase');
  });

  test('keeps the whole parts when one is damaged', async () => {
    const second = file.length - 5;
    expect(await errorOf(changed(second, file[second]! ^ 1))).toEqual({ parts: [parts[0]], damagedParts: 1 });
  });

  test('tells that its end is missing, and gives what came before', async () => {
    for (const cut of [1, 300, 544]) {
      expect(await errorOf(file.slice(0, file.length - cut))).toEqual({ parts: [parts[0]], damagedParts: 1 });
    }
    const front = readBackupFront(file);
    const start = front.ok ? front.value.prefix.length : 0;
    expect(await errorOf(file.slice(0, start))).toEqual({ parts: [], damagedParts: 1 });
  });

  test('takes no part of another backup', async () => {
    const other = await sealBackup(lock, secret, parts, systemRandomBytes);
    const front = readBackupFront(file);
    const start = front.ok ? front.value.prefix.length : 0;
    const mixed = joinBytes(file.subarray(0, start), other.subarray(start));
    expect(await errorOf(mixed)).toEqual({ parts: [], damagedParts: 2 });
  });

  test('never throws, whatever is behind its first bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: file.length }), async (junk, keep) => {
        const opened = await open(joinBytes(file.subarray(0, keep), junk));
        expect(typeof opened.ok).toBe('boolean');
      }),
      { numRuns: 60 },
    );
  });
});
