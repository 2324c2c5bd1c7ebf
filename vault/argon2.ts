import { argon2id } from 'hash-wasm';
import type { Argon2Cost } from './argon2-cost.ts';
import { KEY_LENGTH } from './keys.ts';
import { textToBytes, type Bytes } from './public/bytes.ts';

/** One spelling for one passphrase: keyboards differ in how they write å. */
export const passphraseToBytes = (passphrase: string): Bytes => textToBytes(passphrase.normalize('NFKC'));

/** 32 bytes of key material. About a quarter of a second on a computer, more on an old phone. */
export async function stretchPassphrase(passphrase: string, salt: Bytes, cost: Argon2Cost): Promise<Bytes> {
  const stretched = await argon2id({
    password: passphraseToBytes(passphrase),
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: KEY_LENGTH,
    outputType: 'binary',
  });
  return new Uint8Array(stretched);
}
