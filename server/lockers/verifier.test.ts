import { expect, test } from 'vitest';
import { bytesToSign, isSignedBy, SIGNATURE, SIGNING, type Signed } from '#vault/public/signature.ts';
import { createVerifier } from './verifier.ts';

async function signer() {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const signKey = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const sign = async (signed: Signed) =>
    new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, bytesToSign(signed)));
  return { signKey, sign };
}

const [space, device] = ['5a'.repeat(16), 'd0'.repeat(16)];
const head = (seq: number): Signed => ({ type: 'head', space, device, seq, hash: 'ab'.repeat(32) });

const changed = (bytes: Uint8Array, at: number) =>
  new Uint8Array(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));

test('says the same as WebCrypto, whichever byte of the key or the signature is another', async () => {
  const verify = createVerifier();
  const { signKey, sign } = await signer();
  const signature = await sign(head(7));
  expect(verify(signKey, head(7), signature)).toBe(true);
  expect(verify(signKey, head(8), signature)).toBe(false);
  expect(verify(signKey, { ...head(7), type: 'segment' }, signature)).toBe(false);
  for (let at = 0; at < signKey.length; at++) {
    const other = changed(signKey, at);
    expect(verify(other, head(7), signature)).toBe(await isSignedBy(other, head(7), signature));
  }
  for (let at = 0; at < signature.length; at++) expect(verify(signKey, head(7), changed(signature, at))).toBe(false);
});

test('takes nothing that is no key or no signature', async () => {
  const verify = createVerifier();
  const { signKey, sign } = await signer();
  const signature = await sign(head(1));
  for (const wrong of [new Uint8Array(), new Uint8Array(65), signKey.subarray(1), new Uint8Array([...signKey, 0])])
    expect(verify(wrong, head(1), signature)).toBe(false);
  for (const wrong of [new Uint8Array(), new Uint8Array(64), signature.subarray(1), new Uint8Array([...signature, 0])])
    expect(verify(signKey, head(1), wrong)).toBe(false);
  expect(verify(signKey, head(1), signature)).toBe(true);
});

test('keeps the keys of many apart, also when there are more than it keeps', { timeout: 60_000 }, async () => {
  const verify = createVerifier();
  const [one, other] = [await signer(), await signer()];
  const signature = await one.sign(head(1));
  expect(verify(one.signKey, head(1), signature)).toBe(true);
  for (let n = 0; n < 2_100; n++) verify(changed(one.signKey, n % 65), head(1), signature);
  expect(verify(other.signKey, head(1), signature)).toBe(false);
  expect(verify(one.signKey, head(1), signature)).toBe(true);
});
