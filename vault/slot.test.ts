import { describe, expect, test } from 'vitest';
import { stretchPassphrase } from './argon2.ts';
import { ARGON2_COST } from './argon2-cost.ts';
import { createCountedRandomBytes } from './counted-random-bytes.ts';
import { bytesToHex, hexToBytes } from './public/bytes.ts';
import { createSlot, openSlot, parseSlot, type Slot, type SlotLock } from './slot.ts';
import vectors from './slot.vectors.json' with { type: 'json' };

const inner = hexToBytes(vectors.inner);
const stretched = hexToBytes(vectors.stretched);
const passphraseSlot = vectors.slots.passphrase as Slot;
const passkeySlot = vectors.slots.passkey as Slot;
const lockOf = (slot: Slot, more: object) => ({ ...slot, lock: { ...slot.lock, ...more } as SlotLock });
const errorOf = (result: { ok: true } | { ok: false; error: { type: string } }) =>
  result.ok ? null : result.error.type;

describe('a slot', () => {
  test('is made from a passphrase as it was when the vectors were made', async () => {
    const lock = passphraseSlot.lock as SlotLock & { type: 'passphrase' };
    const secret = await stretchPassphrase(vectors.passphrase, hexToBytes(lock.salt), lock.cost);
    expect(bytesToHex(secret)).toBe(vectors.stretched);
    expect(await createSlot(lock, secret, inner, createCountedRandomBytes())).toEqual(passphraseSlot);
  });

  test('takes a passphrase however the keyboard spells its letters', async () => {
    const salt = new Uint8Array(16);
    const [composed, decomposed] = await Promise.all(
      ['NFC', 'NFD'].map((form) => stretchPassphrase(vectors.passphrase.normalize(form), salt, ARGON2_COST)),
    );
    expect(composed).toEqual(decomposed);
  });

  test('leads to the key behind it', async () => {
    expect(await openSlot(passphraseSlot, stretched)).toEqual({ ok: true, value: inner });
    expect(await openSlot(passkeySlot, hexToBytes(vectors.prf))).toEqual({ ok: true, value: inner });
  });

  test('says of a wrong secret that it is wrong', async () => {
    expect(errorOf(await openSlot(passphraseSlot, hexToBytes(vectors.prf)))).toBe('wrong-secret');
    expect(errorOf(await openSlot(passkeySlot, stretched))).toBe('wrong-secret');
  });

  test.each([
    ['another id', { ...passphraseSlot, id: '9'.repeat(32) }],
    ['another salt', lockOf(passphraseSlot, { salt: '0'.repeat(32) })],
    ['another cost', lockOf(passphraseSlot, { cost: { ...ARGON2_COST, passes: 4 } })],
    ['another commitment', { ...passphraseSlot, commitment: '0'.repeat(64) }],
  ])('does not open with %s', async (_, slot) => {
    expect(errorOf(await openSlot(slot, stretched))).toBe('wrong-secret');
  });

  test('tells a damaged seal from a wrong secret', async () => {
    const sealed = passphraseSlot.sealed.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(errorOf(await openSlot({ ...passphraseSlot, sealed }, stretched))).toBe('damaged-slot');
  });
});

describe('reading a slot', () => {
  test('gives what was stored', () => {
    expect(parseSlot(structuredClone(passphraseSlot))).toEqual({ ok: true, value: passphraseSlot });
    expect(parseSlot(structuredClone(passkeySlot))).toEqual({ ok: true, value: passkeySlot });
  });

  test.each([
    ['newer-slot', { ...passphraseSlot, version: 2 }],
    ['damaged-slot', null],
    ['damaged-slot', { ...passphraseSlot, version: 0 }],
    ['damaged-slot', { ...passphraseSlot, id: 'x' }],
    ['damaged-slot', { ...passphraseSlot, sealed: 7 }],
    ['damaged-slot', { ...passphraseSlot, lock: { type: 'pin' } }],
    ['damaged-slot', lockOf(passphraseSlot, { salt: '00' })],
    ['damaged-slot', lockOf(passkeySlot, { prfSalt: '00' })],
    ['unfair-cost', lockOf(passphraseSlot, { cost: { ...ARGON2_COST, memoryKiB: 65_535 } })],
    ['unfair-cost', lockOf(passphraseSlot, { cost: { ...ARGON2_COST, passes: 2 } })],
    ['unfair-cost', lockOf(passphraseSlot, { cost: { ...ARGON2_COST, lanes: 0 } })],
    ['unfair-cost', lockOf(passphraseSlot, { cost: { ...ARGON2_COST, memoryKiB: 2 ** 30 } })],
    ['unfair-cost', lockOf(passphraseSlot, { cost: {} })],
  ])('refuses: %s', (type, value) => {
    expect(errorOf(parseSlot(value))).toBe(type);
  });
});
