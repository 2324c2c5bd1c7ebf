import { err, ok, type Result } from '#core/result.ts';
import { joinBytes, type Bytes } from './public/bytes.ts';

/**
 * Words that can be said, compared and typed on any keyboard in any of the languages: proquints (Daniel S. Wilkerson,
 * “A Proposal for Proquints: Identifiers that are Readable, Spellable, and Pronounceable”, arXiv:0901.4016). A word is
 * consonant, vowel, consonant, vowel, consonant: 4 + 2 + 4 + 2 + 4 bits.
 */
const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const SHAPE = [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS] as const;
const CHECK_LENGTH = 2;

function toWord(sixteenBits: number): string {
  let [word, rest] = ['', sixteenBits];
  for (const letters of [...SHAPE].reverse()) {
    word = letters[rest % letters.length]! + word;
    rest = Math.floor(rest / letters.length);
  }
  return word;
}

/** Null when it is no such word. */
function fromWord(word: string): number | null {
  if (word.length !== SHAPE.length) return null;
  let bits = 0;
  for (const [place, letters] of SHAPE.entries()) {
    const digit = letters.indexOf(word[place]!);
    if (digit < 0) return null;
    bits = bits * letters.length + digit;
  }
  return bits;
}

/** `bytes`: an even number of them. */
export const bytesToWords = (bytes: Bytes): readonly string[] =>
  Array.from({ length: bytes.length / 2 }, (_, n) => toWord(bytes[2 * n]! * 256 + bytes[2 * n + 1]!));

async function checkOf(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, CHECK_LENGTH);
}

/** With a word more at the end, by which a wrong word is noticed before anything is tried with it. */
export const toCheckedWords = async (bytes: Bytes): Promise<readonly string[]> =>
  bytesToWords(joinBytes(bytes, await checkOf(bytes)));

export type WordsError =
  /** `at`: the first that is none, counted from 0. */
  | { readonly type: 'no-such-word'; readonly at: number }
  | { readonly type: 'too-few-words'; readonly missing: number }
  | { readonly type: 'too-many-words'; readonly extra: number }
  /** Each is a word, but not all of them belong together. */
  | { readonly type: 'words-do-not-fit' };

/** Reads what somebody typed: any case, any spaces or signs between. `length`: so many bytes are in it. */
export async function fromCheckedWords(text: string, length: number): Promise<Result<Bytes, WordsError>> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const numbers = words.map(fromWord);
  const at = numbers.indexOf(null);
  if (at >= 0) return err({ type: 'no-such-word', at });
  const more = words.length - (length + CHECK_LENGTH) / 2;
  if (more < 0) return err({ type: 'too-few-words', missing: -more });
  if (more > 0) return err({ type: 'too-many-words', extra: more });
  const all = Uint8Array.from(numbers.flatMap((bits) => [bits! >> 8, bits! & 255]));
  const bytes = all.slice(0, length);
  const check = await checkOf(bytes);
  return check.every((byte, n) => byte === all[length + n]) ? ok(bytes) : err({ type: 'words-do-not-fit' });
}
