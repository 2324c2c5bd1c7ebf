import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openBytes, sealBytes, type NotAuthentic } from './aes.ts';
import { jsonToBytes, parseJsonBytes, type BadJson } from './json-bytes.ts';
import { deriveBytes, deriveSealingKey } from './keys.ts';
import { doublingSize, pad, unpad } from './padding.ts';
import { toCheckedWords, bytesToWords, fromCheckedWords, type WordsError } from './proquint.ts';
import { bytesToHex, hexToBytes, joinBytes, textToBytes, type Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';

const MAILBOX_LENGTH = 4;
/** 128 bits: what is sealed under it lies on a server, which may try for as long as it likes. */
const SECRET_LENGTH = 16;

/** What is read from one screen and typed, or scanned, at the other. The server learns the mailbox and not the secret. */
export type PairingWords = { readonly mailbox: string; readonly secret: Bytes };

export const createPairingWords = (randomBytes: RandomBytes): PairingWords => ({
  mailbox: bytesToHex(randomBytes(MAILBOX_LENGTH)),
  secret: randomBytes(SECRET_LENGTH),
});

export const pairingToWords = ({ mailbox, secret }: PairingWords): Promise<readonly string[]> =>
  toCheckedWords(joinBytes(hexToBytes(mailbox), secret));

export async function wordsToPairing(text: string): Promise<Result<PairingWords, WordsError>> {
  const bytes = await fromCheckedWords(text, MAILBOX_LENGTH + SECRET_LENGTH);
  if (!bytes.ok) return bytes;
  const mailbox = bytesToHex(bytes.value.subarray(0, MAILBOX_LENGTH));
  return ok({ mailbox, secret: bytes.value.slice(MAILBOX_LENGTH) });
}

export type PairingLetter = 'pairing-ask' | 'pairing-answer';

/** As hex. Nobody who has not read the words can write one or read one, and neither stands for the other. */
export async function sealPairingLetter(
  { mailbox, secret }: PairingWords,
  letter: PairingLetter,
  content: unknown,
  randomBytes: RandomBytes,
): Promise<string> {
  const key = await deriveSealingKey(secret, letter, hexToBytes(mailbox));
  return bytesToHex(await sealBytes(key, pad(jsonToBytes(content), doublingSize), textToBytes(letter), randomBytes));
}

export async function openPairingLetter(
  { mailbox, secret }: PairingWords,
  letter: PairingLetter,
  sealed: string,
): Promise<Result<Json, NotAuthentic | BadJson>> {
  const key = await deriveSealingKey(secret, letter, hexToBytes(mailbox));
  const padded = await openBytes(key, hexToBytes(sealed), textToBytes(letter));
  if (!padded.ok) return padded;
  const plaintext = unpad(padded.value);
  return plaintext.ok ? parseJsonBytes(plaintext.value) : err({ type: 'not-authentic' });
}

/** Two screens that show the same words speak of the same thing: 96 bits of it, under a key that both have. */
export async function wordsToCompare(secret: Bytes, about: Bytes): Promise<readonly string[]> {
  return bytesToWords((await deriveBytes(secret, 'compare', about)).slice(0, 12));
}
