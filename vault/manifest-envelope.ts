import type { JsonObject } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Act, Manifest } from '#core/space/manifest.ts';
import type { NotAuthentic } from './aes.ts';
import type { StoredKeyPair } from './device-keys.ts';
import { headerAt, openEnvelope, sealEnvelope, type EnvelopeError } from './envelope.ts';
import { ENCAPSULATED_LENGTH, openWithKey, sealToKey } from './hpke-box.ts';
import { isJsonObject, jsonToBytes, parseJsonBytes, type BadJson } from './json-bytes.ts';
import { KEY_LENGTH } from './keys.ts';
import { doublingSize } from './padding.ts';
import { bytesToHex, hexToBytes, isHex, joinBytes, uint32ToBytes, type Bytes } from './public/bytes.ts';
import { HEADER_LENGTH, type Header } from './public/header.ts';
import type { RandomBytes } from './random-bytes.ts';

/**
 * A manifest: header, the epoch key wrapped to each device (in the clear, authenticated), then the acts sealed under
 * the manifest key of the header's epoch. A new epoch carries the key of the one before inside the seal, so history
 * stays readable to those who have the newest.
 */
export type ManifestSeal = {
  readonly manifest: Manifest;
  readonly earlierEpochKey?: string;
};

export type ManifestEnvelopeError =
  | EnvelopeError
  | BadJson
  | { readonly type: 'bad-manifest' }
  /** It holds an act that this version does not know: keep it, and let a newer one read it. */
  | { readonly type: 'newer-manifest' }
  | { readonly type: 'not-wrapped-to-me' };

/** Of a device, in UTF-16 units. */
export const LONGEST_NAME = 60;

const WRAPPED_LENGTH = ENCAPSULATED_LENGTH + KEY_LENGTH + 16;
const SHARE_LENGTH = 16 + WRAPPED_LENGTH;

const boundTo = (space: string, epoch: number, device: string): Bytes =>
  joinBytes(hexToBytes(space), uint32ToBytes(epoch), hexToBytes(device));

export type Recipient = { readonly id: string; readonly boxKey: string };

async function shareOf(epochKey: Bytes, space: string, epoch: number, recipient: Recipient): Promise<Bytes> {
  const wrapped = await sealToKey(recipient.boxKey, 'epoch-key', boundTo(space, epoch, recipient.id), epochKey);
  return joinBytes(hexToBytes(recipient.id), wrapped);
}

const labelLength = (bytes: Bytes): number => {
  const shares = new DataView(bytes.buffer, bytes.byteOffset).getUint16(HEADER_LENGTH);
  return 2 + shares * SHARE_LENGTH;
};

export async function sealManifest(
  keys: { readonly manifest: CryptoKey; readonly epochKey: Bytes },
  place: { readonly space: string; readonly previous: string; readonly recipients: readonly Recipient[] },
  content: ManifestSeal,
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const { version, epoch, signer, acts } = content.manifest;
  const { space, previous } = place;
  const header: Header = { kind: 'manifest', space, epoch, device: signer, seq: version, previous, manifest: version };
  const shares = await Promise.all(
    place.recipients.map((recipient) => shareOf(keys.epochKey, space, epoch, recipient)),
  );
  const count = Uint8Array.of(shares.length >> 8, shares.length & 255);
  const sealed = { acts, ...(content.earlierEpochKey && { earlierEpochKey: content.earlierEpochKey }) };
  const label = joinBytes(count, ...shares);
  return sealEnvelope(
    keys.manifest,
    header,
    { label, plaintext: jsonToBytes(sealed), size: doublingSize },
    randomBytes,
  );
}

/** The epoch key, for a device to which this manifest wraps it. */
export async function unwrapEpochKey(
  bytes: Bytes,
  space: string,
  device: { readonly id: string; readonly box: StoredKeyPair },
): Promise<Result<{ readonly epoch: number; readonly key: Bytes }, ManifestEnvelopeError | NotAuthentic>> {
  const header = headerAt(bytes, { kind: 'manifest', space });
  if (!header.ok) return header;
  if (bytes.length < HEADER_LENGTH + 2) return err({ type: 'too-short' });
  const end = HEADER_LENGTH + labelLength(bytes);
  for (let at = HEADER_LENGTH + 2; at + SHARE_LENGTH <= Math.min(end, bytes.length); at += SHARE_LENGTH) {
    if (bytesToHex(bytes.subarray(at, at + 16)) !== device.id) continue;
    const wrapped = bytes.subarray(at + 16, at + SHARE_LENGTH);
    const { epoch } = header.value;
    const key = await openWithKey(device.box, 'epoch-key', boundTo(space, epoch, device.id), wrapped);
    return key.ok ? ok({ epoch, key: key.value }) : key;
  }
  return err({ type: 'not-wrapped-to-me' });
}

export async function openManifest(
  manifestKey: CryptoKey,
  bytes: Bytes,
  expected: { readonly space: string; readonly seq: number; readonly previous: string },
): Promise<Result<ManifestSeal, ManifestEnvelopeError>> {
  if (bytes.length < HEADER_LENGTH + 2) return err({ type: 'too-short' });
  const place = { kind: 'manifest', ...expected, manifest: expected.seq } as const;
  const opened = await openEnvelope(manifestKey, bytes, place, labelLength(bytes));
  if (!opened.ok) return opened;
  const content = parseJsonBytes(opened.value.plaintext);
  if (!content.ok) return content;
  if (!isJsonObject(content.value) || !Array.isArray(content.value.acts)) return err({ type: 'bad-manifest' });
  const { acts, earlierEpochKey } = content.value;
  if (!acts.every((act) => isJsonObject(act) && typeof act.type === 'string')) return err({ type: 'bad-manifest' });
  if (!acts.every((act) => ACT_TYPES.has((act as JsonObject).type))) return err({ type: 'newer-manifest' });
  if (!acts.every(isAct)) return err({ type: 'bad-manifest' });
  const { epoch, device, seq } = opened.value.header;
  const manifest = { version: seq, epoch, signer: device, acts: acts as unknown as readonly Act[] };
  return ok({ manifest, ...(isHex(earlierEpochKey, KEY_LENGTH) && { earlierEpochKey }) });
}

const ACT_TYPES = new Set<unknown>(['found', 'enrol', 'depart', 'name', 'name-recovery']);

const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_NAME;

/** Keys under an id: of a device, or of a recovery code. */
const isKeyed = (value: unknown): boolean =>
  isJsonObject(value) &&
  isHex(value.id, 16) &&
  isHex(value.signKey) &&
  isHex(value.boxKey) &&
  (value.name === undefined || isName(value.name));

function isAct(value: unknown): value is Act {
  if (!isJsonObject(value)) return false;
  if (value.type === 'name-recovery') return isKeyed(value.recovery);
  if (value.type === 'found') {
    const { device, inboxKey, recovery } = value;
    return isKeyed(device) && isHex(inboxKey) && (recovery === undefined || isKeyed(recovery));
  }
  if (value.type === 'name') return isHex(value.device, 16) && isName(value.name);
  if (value.type === 'enrol') return isKeyed(value.device);
  if (value.type !== 'depart' || !isHex(value.device, 16) || !isJsonObject(value.last)) return false;
  return Number.isSafeInteger(value.last.seq) && isHex(value.last.hash, 32);
}
