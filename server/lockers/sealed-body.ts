import { decodeFrames } from '#contract/frames.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { decodeHeader, type Header, type HeaderKind } from '#vault/public/header.ts';
import { sha256 } from './sha256.ts';

export type SealedThing = { readonly header: Header; readonly hash: string; readonly bytes: Bytes };
export type SealedBody = { readonly signature: Bytes; readonly sealed: readonly [SealedThing, ...SealedThing[]] };

const SIGNATURE_LENGTH = 64;
/** Larger ones would hold up everybody else for longer than handing them to another thread does. */
const HASHED_AT_ONCE = 64 * 1024;

/**
 * A signature and what it covers, of one kind, in this space, by this device if one is named: everything of it that stands in the
 * clear, and the hash, which is reckoned here. Null when anything else is in it.
 */
export async function readSealedBody(
  body: Bytes,
  expected: { readonly kind: HeaderKind; readonly space: string; readonly device?: string },
): Promise<SealedBody | null> {
  const [signature, ...frames] = decodeFrames(body) ?? [];
  if (signature?.length !== SIGNATURE_LENGTH) return null;
  const sealed: SealedThing[] = [];
  for (const bytes of frames) {
    const header = decodeHeader(bytes);
    if (!header.ok) return null;
    const { kind, space, device } = header.value;
    if (kind !== expected.kind || space !== expected.space) return null;
    if (expected.device !== undefined && device !== expected.device) return null;
    sealed.push({
      header: header.value,
      hash: bytes.length > HASHED_AT_ONCE ? await hashOf(bytes) : sha256(bytes),
      bytes,
    });
  }
  const [first, ...more] = sealed;
  return first === undefined ? null : { signature, sealed: [first, ...more] };
}
