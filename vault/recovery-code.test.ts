import { expect, test } from 'vitest';
import { importSignKey, signBytes } from './device-keys.ts';
import { openWithKey, sealToKey } from './hpke-box.ts';
import { hexToBytes, textToBytes } from './public/bytes.ts';
import { isSignedBy } from './public/signature.ts';
import { recoveryDevice, RECOVERY_LENGTH } from './recovery-code.ts';
import { systemRandomBytes } from './random-bytes.ts';

const code = Uint8Array.from({ length: RECOVERY_LENGTH }, (_, n) => n);
const boundTo = textToBytes('here');

test('the keys of a recovery code are the same everywhere, and differ for signing and for opening', async () => {
  const [one, again, other] = await Promise.all([
    recoveryDevice(code),
    recoveryDevice(code),
    recoveryDevice(systemRandomBytes(RECOVERY_LENGTH)),
  ]);
  expect(again).toEqual(one);
  expect(new Set([one.sign.public, one.box.public, other.sign.public]).size).toBe(3);
  // Once given out they must never change: somebody has the code on paper.
  expect(one.id).toBe('00c1b25a73080f6149d0686925a0a17b');
});

test('they sign, and open what is sealed to them', async () => {
  const { id, sign, box } = await recoveryDevice(code);
  const signed = { type: 'session', space: 'a1'.repeat(16), device: id, hash: 'b2'.repeat(32) } as const;
  const signature = await signBytes(await importSignKey(sign), signed);
  expect(await isSignedBy(hexToBytes(sign.public), signed, signature)).toBe(true);
  const sealed = await sealToKey(box.public, 'epoch-key', boundTo, textToBytes('the key'));
  expect(await openWithKey(box, 'epoch-key', boundTo, sealed)).toEqual({ ok: true, value: textToBytes('the key') });
});
