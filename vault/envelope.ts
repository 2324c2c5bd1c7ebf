import { err, ok, type Result } from '#core/result.ts';
import { openBytes, sealBytes, type NotAuthentic } from './aes.ts';
import { pad, unpad, type PaddedSize } from './padding.ts';
import { joinBytes, type Bytes } from './public/bytes.ts';
import { decodeHeader, encodeHeader, HEADER_LENGTH, type Header, type HeaderError } from './public/header.ts';
import type { RandomBytes } from './random-bytes.ts';

/** Header, label in the clear (segments and manifests have one), IV, ciphertext. Header and label are authenticated. */
export type EnvelopeError =
  | HeaderError
  | NotAuthentic
  | { readonly type: 'bad-padding' }
  /** An honest envelope, but not the one that belongs here. */
  | { readonly type: 'wrong-place'; readonly field: keyof Header };

/** What the reader knows about the place that it reads; every field given must be the header's. */
export type ExpectedPlace = Partial<Header> & Pick<Header, 'kind' | 'space'>;

export async function sealEnvelope(
  key: CryptoKey,
  header: Header,
  content: { readonly label: Bytes; readonly plaintext: Bytes; readonly size: PaddedSize },
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const clear = joinBytes(encodeHeader(header), content.label);
  return joinBytes(clear, await sealBytes(key, pad(content.plaintext, content.size), clear, randomBytes));
}

export function headerAt(bytes: Bytes, expected: ExpectedPlace): Result<Header, EnvelopeError> {
  const header = decodeHeader(bytes);
  if (!header.ok) return header;
  for (const field of Object.keys(expected) as (keyof Header)[]) {
    if (header.value[field] !== expected[field]) return err({ type: 'wrong-place', field });
  }
  return header;
}

export async function openEnvelope(
  key: CryptoKey,
  bytes: Bytes,
  expected: ExpectedPlace,
  labelLength = 0,
): Promise<Result<{ readonly header: Header; readonly plaintext: Bytes }, EnvelopeError>> {
  const header = headerAt(bytes, expected);
  if (!header.ok) return header;
  const clear = bytes.subarray(0, HEADER_LENGTH + labelLength);
  const padded = await openBytes(key, bytes.subarray(clear.length), clear);
  if (!padded.ok) return padded;
  const plaintext = unpad(padded.value);
  return plaintext.ok ? ok({ header: header.value, plaintext: plaintext.value }) : plaintext;
}
