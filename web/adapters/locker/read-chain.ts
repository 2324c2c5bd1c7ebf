import { err, ok, type Result } from '#core/result.ts';
import type { StoredKeyPair } from '#vault/device-keys.ts';
import type { Keyring } from '#vault/keyring.ts';
import { deriveEpochKeys, type EpochKeys } from '#vault/keys.ts';
import { openManifest, unwrapEpochKey } from '#vault/manifest-envelope.ts';
import { bytesToHex, hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { decodeHeader } from '#vault/public/header.ts';
import { readManifests, type ManifestChain, type MembershipError } from '../vault/read-membership.ts';
import type { ManifestRecord } from '../vault/vault-store.ts';
import type { Travelling } from './line.ts';

/** A device, or a recovery code, that reads a space for the first time. */
export type NewReader = { readonly id: string; readonly box: StoredKeyPair };
export type FirstRead = {
  readonly records: readonly ManifestRecord[];
  readonly epochs: Keyring['epochs'];
  readonly chain: ManifestChain;
};
export type FirstReadError =
  | MembershipError
  /** No key of this space is wrapped to who reads. */
  | { readonly type: 'not-taken-in' }
  /** What the server shows is not what was said at the other device. */
  | { readonly type: 'not-the-same' };

/** The manifests among what came, in their order. */
export function manifestsIn(things: readonly Travelling[]): readonly ManifestRecord[] {
  const records = things.flatMap(({ bytes, signature }) => {
    const header = decodeHeader(bytes);
    return header.ok && header.value.kind === 'manifest' ? [{ version: header.value.seq, bytes, signature }] : [];
  });
  return records.sort((a, b) => a.version - b.version);
}

const epochOf = (record: ManifestRecord): number => {
  const header = decodeHeader(record.bytes);
  return header.ok ? header.value.epoch : -1;
};

/** The newest epoch key that is wrapped to this reader. */
async function newestKey(records: readonly ManifestRecord[], space: string, reader: NewReader) {
  for (const record of [...records].reverse()) {
    const unwrapped = await unwrapEpochKey(record.bytes, space, reader);
    if (unwrapped.ok) return unwrapped.value;
  }
  return null;
}

/** From the newest epoch back: the manifest that began an epoch holds the key of the one before. */
async function allKeys(
  records: readonly ManifestRecord[],
  space: string,
  newest: { readonly epoch: number; readonly key: Bytes },
): Promise<Result<{ epochs: Keyring['epochs']; keys: Map<number, EpochKeys> }, FirstReadError>> {
  const keys = new Map<number, EpochKeys>();
  const epochs: { epoch: number; key: string }[] = [];
  let { epoch, key }: { epoch: number; key: Bytes } = newest;
  for (;;) {
    const derived = await deriveEpochKeys(key, space, epoch);
    keys.set(epoch, derived);
    epochs.unshift({ epoch, key: bytesToHex(key) });
    const at = epoch;
    const place = records.findIndex((record) => epochOf(record) === at);
    const began = records[place];
    if (began === undefined || began.version === 0) return ok({ epochs, keys });
    const before = records[place - 1];
    if (before === undefined || before.version !== began.version - 1) return err({ type: 'not-the-same' });
    const expected = { space, seq: began.version, previous: await hashOf(before.bytes) };
    const opened = await openManifest(derived.manifest, began.bytes, expected);
    if (!opened.ok) return opened;
    const { earlierEpochKey } = opened.value;
    if (earlierEpochKey === undefined) return epoch > 1 ? err({ type: 'not-the-same' }) : ok({ epochs, keys });
    [epoch, key] = [epoch - 1, hexToBytes(earlierEpochKey)];
  }
}

/**
 * Reads who belongs, from the first manifest on. `pinned`: up to this version and no other than with this hash, as the
 * device said that took this one in; without it whatever the server shows is the newest.
 */
export async function readFirst(
  things: readonly Travelling[],
  space: string,
  reader: NewReader,
  pinned?: { readonly version: number; readonly hash: string },
): Promise<Result<FirstRead, FirstReadError>> {
  const records = manifestsIn(things).filter(({ version }) => version <= (pinned?.version ?? Infinity));
  const newest = await newestKey(records, space, reader);
  if (newest === null) return err({ type: 'not-taken-in' });
  const read = await allKeys(records, space, newest);
  if (!read.ok) return read;
  const { epochs, keys } = read.value;
  const chain = await readManifests({ epochs: keys }, space, records);
  if (!chain.ok) return chain;
  if (pinned !== undefined && chain.value.hash !== pinned.hash) return err({ type: 'not-the-same' });
  return ok({ records, epochs, chain: chain.value });
}
