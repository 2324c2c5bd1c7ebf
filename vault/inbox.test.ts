import { describe, expect, test } from 'vitest';
import { createBoxKeys } from './device-keys.ts';
import { openLetter, sealLetter } from './inbox.ts';
import vectors from './inbox.vectors.json' with { type: 'json' };
import { hexToBytes } from './public/bytes.ts';

const { space, inbox, letter } = vectors;
const bytes = hexToBytes(vectors.sealed);

describe('a letter to the inbox', () => {
  test('of the vectors opens', async () => {
    expect(await openLetter(inbox, space, bytes)).toEqual({ ok: true, value: letter });
  });

  test('needs nothing secret to be written, and is written differently every time', async () => {
    const [one, two] = [await sealLetter(inbox.public, space, letter), await sealLetter(inbox.public, space, letter)];
    expect(one).not.toEqual(two);
    expect(await openLetter(inbox, space, one)).toEqual({ ok: true, value: letter });
  });

  test('is refused with another key, in another space, flipped, cut or newer', async () => {
    const flipped = (at: number) => Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));
    const results = await Promise.all([
      openLetter(await createBoxKeys(), space, bytes),
      openLetter(inbox, '6'.repeat(32), bytes),
      openLetter(inbox, space, flipped(10)),
      openLetter(inbox, space, flipped(100)),
      openLetter(inbox, space, bytes.slice(0, 40)),
      openLetter(inbox, space, new Uint8Array(0)),
      openLetter(
        inbox,
        space,
        Uint8Array.from(bytes, (byte, n) => (n === 0 ? 9 : byte)),
      ),
    ]);
    expect(results.map((result) => (result.ok ? null : result.error.type))).toEqual([
      ...Array(6).fill('not-authentic'),
      'newer-letter',
    ]);
  });
});
