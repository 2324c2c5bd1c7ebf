import { createBoxKeys, createSignKeys, importSignKey, signBytes } from '#vault/device-keys.ts';
import type { Keyring } from '#vault/keyring.ts';
import { deriveEpochKeys, KEY_LENGTH } from '#vault/keys.ts';
import { sealManifest } from '#vault/manifest-envelope.ts';
import { bytesToHex, type Bytes } from '#vault/public/bytes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import type { RandomBytes } from '#vault/random-bytes.ts';
import type { ManifestRecord } from './vault-store.ts';

export type FoundedSpace = { readonly deviceKey: Bytes; readonly keyring: Keyring; readonly manifest: ManifestRecord };

const FIRST_EPOCH = 1;

/** A new space of one device: its keys, and manifest 0, which names the device and the inbox. */
export async function foundSpace(randomBytes: RandomBytes): Promise<FoundedSpace> {
  const [sign, box, inbox] = await Promise.all([createSignKeys(), createBoxKeys(), createBoxKeys()]);
  const space = bytesToHex(randomBytes(16));
  const id = bytesToHex(randomBytes(16));
  const epochKey = randomBytes(KEY_LENGTH);
  const keys = await deriveEpochKeys(epochKey, space, FIRST_EPOCH);
  const device = { id, signKey: sign.public, boxKey: box.public };
  const acts = [{ type: 'found', device, inboxKey: inbox.public }] as const;
  const bytes = await sealManifest(
    { manifest: keys.manifest, epochKey },
    { space, previous: NO_HASH, recipients: [device] },
    { manifest: { version: 0, epoch: FIRST_EPOCH, signer: id, acts } },
    randomBytes,
  );
  const hash = await hashOf(bytes);
  const signKey = await importSignKey(sign);
  const signature = await signBytes(signKey, { type: 'manifest', space, device: id, version: 0, hash });
  const keyring: Keyring = {
    version: 1,
    space,
    device: { id, sign, box },
    inbox,
    epochs: [{ epoch: FIRST_EPOCH, key: bytesToHex(epochKey) }],
    manifest: { version: 0, hash },
    heads: {},
    latest: 0,
    missing: 0,
  };
  return { deviceKey: randomBytes(KEY_LENGTH), keyring, manifest: { version: 0, bytes, signature } };
}
