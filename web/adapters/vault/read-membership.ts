import { err, ok, type Result } from '#core/result.ts';
import { applyManifest, signKeyOf, type ManifestError, type Membership } from '#core/space/manifest.ts';
import type { EpochKeys } from '#vault/keys.ts';
import { openManifest, type ManifestEnvelopeError, type ManifestSeal } from '#vault/manifest-envelope.ts';
import { hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { decodeHeader } from '#vault/public/header.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import type { ManifestRecord } from './vault-store.ts';

export type MembershipError =
  | ManifestEnvelopeError
  | ManifestError
  | { readonly type: 'bad-signature' }
  /** Sealed in an epoch whose key is not here. */
  | { readonly type: 'no-epoch-key' };

/** The chain of manifests as far as it was read: who belongs, and the hash of the last one. */
export type ManifestChain = { readonly membership: Membership; readonly hash: string };
export type NextManifest = ManifestChain & { readonly seal: ManifestSeal };

type Keys = { readonly epochs: ReadonlyMap<number, Pick<EpochKeys, 'manifest'>> };

/** Who has to have signed it: of the first one the device that it names itself. */
function signKeyFor(before: Membership | null, { manifest }: ManifestSeal): string | null {
  if (before !== null) return signKeyOf(before, manifest.signer);
  const [act] = manifest.acts;
  return act?.type === 'found' && act.device.id === manifest.signer ? act.device.signKey : null;
}

/** Takes one more link, or says why it is none: seal, place, signature, and whether its signer may do what it does. */
export async function readNextManifest(
  { epochs }: Keys,
  space: string,
  before: ManifestChain | null,
  { bytes, signature }: { readonly bytes: Bytes; readonly signature: Bytes },
): Promise<Result<NextManifest, MembershipError>> {
  const header = decodeHeader(bytes);
  if (!header.ok) return header;
  const key = epochs.get(header.value.epoch)?.manifest;
  if (key === undefined) return err({ type: 'no-epoch-key' });
  const seq = before === null ? 0 : before.membership.version + 1;
  const opened = await openManifest(key, bytes, { space, seq, previous: before?.hash ?? NO_HASH });
  if (!opened.ok) return opened;
  const signKey = signKeyFor(before?.membership ?? null, opened.value);
  if (signKey === null) return err({ type: 'signer-not-member' });
  const hash = await hashOf(bytes);
  const signed = { type: 'manifest', space, device: opened.value.manifest.signer, version: seq, hash } as const;
  if (!(await isSignedBy(hexToBytes(signKey), signed, signature))) return err({ type: 'bad-signature' });
  const membership = applyManifest(before?.membership ?? null, opened.value.manifest);
  return membership.ok ? ok({ membership: membership.value, hash, seal: opened.value }) : membership;
}

/** Every manifest from the first on; at least one. */
export async function readManifests(
  keys: Keys,
  space: string,
  records: readonly ManifestRecord[],
): Promise<Result<ManifestChain, MembershipError>> {
  let chain: ManifestChain | null = null;
  for (const record of records) {
    const next: Result<NextManifest, MembershipError> = await readNextManifest(keys, space, chain, record);
    if (!next.ok) return next;
    chain = next.value;
  }
  return chain === null ? err({ type: 'not-founded' }) : ok(chain);
}
