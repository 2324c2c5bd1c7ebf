import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openBytes, sealBytes } from './aes.ts';
import { isJsonObject, jsonToBytes, parseJsonBytes } from './json-bytes.ts';
import { deriveSealingKey, KEY_LENGTH } from './keys.ts';
import { doublingSize, pad, unpad } from './padding.ts';
import { isSameBytes, joinBytes, textToBytes, uint32ToBytes, type Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';
import { createSlot, openSlot, parseSlot, type Slot, type SlotLock } from './slot.ts';

/**
 * One encrypted file: magic 8, version 2, slot length 4, slot as JSON; then parts: length 4, IV, ciphertext.
 * The additional data of a part is everything before the first part, its number and whether it is the last, so parts
 * cannot be swapped, left out or moved to another file unnoticed, and one damaged part loses only itself.
 */
const MAGIC = textToBytes('BALLASTB');
const VERSION = 1;
const FIXED_LENGTH = MAGIC.length + 2 + 4;

export type BackupError =
  | { readonly type: 'not-a-backup' }
  | { readonly type: 'newer-version' }
  | { readonly type: 'damaged' }
  | { readonly type: 'wrong-passphrase' };

const partData = (prefix: Bytes, number: number, isLast: boolean): Bytes =>
  joinBytes(prefix, uint32ToBytes(number), Uint8Array.of(isLast ? 1 : 0));

/** `secret`: the passphrase, stretched with the lock's salt and cost. */
export async function sealBackup(
  lock: SlotLock & { readonly type: 'passphrase' },
  secret: Bytes,
  parts: readonly Json[],
  randomBytes: RandomBytes,
): Promise<Bytes> {
  const backupKey = randomBytes(KEY_LENGTH);
  const slot = jsonToBytes(await createSlot(lock, secret, backupKey, randomBytes));
  const prefix = joinBytes(MAGIC, Uint8Array.of(0, VERSION), uint32ToBytes(slot.length), slot);
  const key = await deriveSealingKey(backupKey, 'backup-part', new Uint8Array(0));
  const sealed: Bytes[] = [];
  for (const [number, part] of parts.entries()) {
    const padded = pad(jsonToBytes(part), doublingSize);
    const bytes = await sealBytes(key, padded, partData(prefix, number, number === parts.length - 1), randomBytes);
    sealed.push(uint32ToBytes(bytes.length), bytes);
  }
  return joinBytes(prefix, ...sealed);
}

export type OpenableBackup = {
  readonly slot: Slot & { readonly lock: { readonly type: 'passphrase' } };
  readonly prefix: Bytes;
};

/** Reads the front of the file: which passphrase slot it has. No secret is needed. */
export function readBackupFront(file: Bytes): Result<OpenableBackup, BackupError> {
  if (!isSameBytes(file.subarray(0, MAGIC.length), MAGIC)) return err({ type: 'not-a-backup' });
  if (file.length < FIXED_LENGTH) return err({ type: 'damaged' });
  const view = new DataView(file.buffer, file.byteOffset, FIXED_LENGTH);
  if (view.getUint16(MAGIC.length) > VERSION) return err({ type: 'newer-version' });
  if (view.getUint16(MAGIC.length) !== VERSION) return err({ type: 'damaged' });
  const end = FIXED_LENGTH + view.getUint32(MAGIC.length + 2);
  if (end > file.length) return err({ type: 'damaged' });
  const json = parseJsonBytes(file.subarray(FIXED_LENGTH, end));
  const slot = json.ok ? parseSlot(json.value) : json;
  if (!slot.ok) return err({ type: slot.error.type === 'newer-slot' ? 'newer-version' : 'damaged' });
  if (slot.value.lock.type !== 'passphrase') return err({ type: 'damaged' });
  return ok({ slot: slot.value as OpenableBackup['slot'], prefix: file.slice(0, end) });
}

export type OpenedBackup = {
  readonly parts: readonly Json[];
  /** Parts that could not be read; at least 1 when the end of the file is missing. */
  readonly damagedParts: number;
};

/** Everything that can be read. `secret`: the passphrase, stretched with the slot's salt and cost. */
export async function openBackup(
  file: Bytes,
  front: OpenableBackup,
  secret: Bytes,
): Promise<Result<OpenedBackup, BackupError>> {
  const backupKey = await openSlot(front.slot, secret);
  if (!backupKey.ok) return err({ type: backupKey.error.type === 'wrong-secret' ? 'wrong-passphrase' : 'damaged' });
  const key = await deriveSealingKey(backupKey.value, 'backup-part', new Uint8Array(0));
  const parts: Json[] = [];
  let [damagedParts, sawLast] = [0, false];
  let offset = front.prefix.length;
  for (let number = 0; offset < file.length; number++) {
    if (offset + 4 > file.length) break;
    const start = offset + 4;
    offset = start + new DataView(file.buffer, file.byteOffset + offset, 4).getUint32(0);
    const sealed = file.subarray(start, offset);
    const part = await openPart(key, front.prefix, number, sealed);
    if (part === null) damagedParts++;
    else {
      parts.push(part.value);
      sawLast = part.isLast;
    }
  }
  return ok({ parts, damagedParts: sawLast ? damagedParts : Math.max(1, damagedParts) });
}

async function openPart(
  key: CryptoKey,
  prefix: Bytes,
  number: number,
  sealed: Bytes,
): Promise<{ readonly value: Json; readonly isLast: boolean } | null> {
  for (const isLast of [false, true]) {
    const padded = await openBytes(key, sealed, partData(prefix, number, isLast));
    if (!padded.ok) continue;
    const plaintext = unpad(padded.value);
    const value = plaintext.ok ? parseJsonBytes(plaintext.value) : plaintext;
    return value.ok ? { value: value.value, isLast } : null;
  }
  return null;
}

/** One entry in a backup: as it was put, and its edits. */
export type BackupEntry = { readonly entry: Json; readonly edits: readonly Json[] };
/**
 * `drafts`: what is unfinished. It stands in a part of entries, and not in a part of its own, because a Ballast that
 * knows none counts every part of an unknown kind as damaged.
 */
export type BackupPart =
  | { readonly type: 'entries'; readonly entries: readonly BackupEntry[]; readonly drafts?: readonly Json[] }
  | { readonly type: 'erased'; readonly ids: readonly string[] };

/** Null when the part is of a kind that this version does not know. */
export function parseBackupPart(part: Json): BackupPart | null {
  if (!isJsonObject(part)) return null;
  if (part.type === 'erased' && Array.isArray(part.ids)) return part as unknown as BackupPart;
  if (part.type !== 'entries' || !Array.isArray(part.entries) || !Array.isArray(part.drafts ?? [])) return null;
  const isWhole = part.entries.every((each) => isJsonObject(each) && 'entry' in each && Array.isArray(each.edits));
  return isWhole ? (part as unknown as BackupPart) : null;
}
