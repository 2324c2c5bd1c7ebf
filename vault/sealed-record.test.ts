import { beforeAll, describe, expect, test } from 'vitest';
import { createCountedRandomBytes } from './counted-random-bytes.ts';
import { openKeyring } from './keyring.ts';
import { bytesToHex, hexToBytes } from './public/bytes.ts';
import { deriveRecordKey, openRecord, sealRecord } from './sealed-record.ts';
import { systemRandomBytes } from './random-bytes.ts';
import vectors from './sealed-record.vectors.json' with { type: 'json' };

const bytes = hexToBytes(vectors.sealed);
let key: CryptoKey;
beforeAll(async () => {
  key = await deriveRecordKey(hexToBytes(vectors.deviceKey), 'keyring');
});

describe('a record sealed by the device key', () => {
  test('is what it was when the vectors were made, and opens', async () => {
    const sealed = await sealRecord(key, 'keyring', 'own', vectors.value, createCountedRandomBytes());
    expect(bytesToHex(sealed)).toBe(vectors.sealed);
    expect(await openRecord(key, 'keyring', 'own', bytes)).toEqual({ ok: true, value: vectors.value });
    expect(await openKeyring(key, bytes)).toEqual({ ok: true, value: vectors.value });
  });

  test('is refused under another name, label or key, flipped, cut or newer', async () => {
    const draftKey = await deriveRecordKey(hexToBytes(vectors.deviceKey), 'draft');
    const otherKey = await deriveRecordKey(systemRandomBytes(32), 'keyring');
    const results = await Promise.all([
      openRecord(key, 'keyring', 'other', bytes),
      openRecord(key, 'draft', 'own', bytes),
      openRecord(draftKey, 'keyring', 'own', bytes),
      openRecord(otherKey, 'keyring', 'own', bytes),
      openRecord(key, 'keyring', 'own', bytes.slice(0, 20)),
      openRecord(key, 'keyring', 'own', new Uint8Array(0)),
      openRecord(
        key,
        'keyring',
        'own',
        Uint8Array.from(bytes, (byte, n) => (n === 0 ? 2 : byte)),
      ),
    ]);
    expect(results.map((result) => (result.ok ? null : result.error.type))).toEqual([
      ...Array(6).fill('not-authentic'),
      'newer-record',
    ]);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));
      expect((await openRecord(key, 'keyring', 'own', flipped)).ok).toBe(false);
    }
  });

  test('tells a keyring of a newer version', async () => {
    const newer = await sealRecord(key, 'keyring', 'own', { version: 2 }, systemRandomBytes);
    expect(await openKeyring(key, newer)).toEqual({ ok: false, error: { type: 'newer-record' } });
  });
});
