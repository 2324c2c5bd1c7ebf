import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToWords, fromCheckedWords, toCheckedWords } from './proquint.ts';
import { hexToBytes } from './public/bytes.ts';

describe('words for bytes', () => {
  // From the paper: 127.0.0.1, 63.84.220.193 and 140.98.193.141.
  test.each([
    ['7f000001', 'lusab babad'],
    ['3f54dcc1', 'gutih tugad'],
    ['8c62c18d', 'mudof sakat'],
  ])('are those of the paper: %s', (hex, words) => {
    expect(bytesToWords(hexToBytes(hex)).join(' ')).toBe(words);
  });

  test('lead back, however they are typed', async () => {
    const bytesOf = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => new Uint8Array(bytes));
    await fc.assert(
      fc.asyncProperty(bytesOf, fc.constantFrom(' ', '\n', '-', ', ', ' 1. '), async (bytes, between) => {
        const words = await toCheckedWords(bytes);
        expect(await fromCheckedWords(`  ${words.join(between).toUpperCase()} `, 20)).toEqual({
          ok: true,
          value: bytes,
        });
      }),
    );
  });

  test('say what is wrong with them', async () => {
    const bytes = hexToBytes('000102030405060708090a0b0c0d0e0f');
    const words = await toCheckedWords(bytes);
    const read = (changed: readonly string[]) => fromCheckedWords(changed.join(' '), 16);
    const refusals = await Promise.all([
      read(words.with(2, 'hvalp')),
      read(words.slice(1)),
      read([...words, 'babab']),
      read([words[1]!, words[0]!, ...words.slice(2)]),
    ]);
    expect(refusals.map((refusal) => (refusal.ok ? null : refusal.error))).toEqual([
      { type: 'no-such-word', at: 2 },
      { type: 'too-few-words', missing: 1 },
      { type: 'too-many-words', extra: 1 },
      { type: 'words-do-not-fit' },
    ]);
  });
});
