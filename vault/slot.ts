import { err, ok, type Result } from '#core/result.ts';
import { openBytes, sealBytes } from './aes.ts';
import { isFairCost, type Argon2Cost } from './argon2-cost.ts';
import { isJsonObject, jsonToBytes } from './json-bytes.ts';
import { deriveBytes, deriveSealingKey } from './keys.ts';
import { bytesToHex, hexToBytes, isHex, isSameBytes, type Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';

/** One way to the key behind it. All parts as hex; parameters are authenticated by the seal. */
export type Slot = {
  readonly version: 1;
  readonly id: string;
  readonly lock: SlotLock;
  /** Says whether a secret fits before anything is opened: AES-GCM alone does not commit to its key. */
  readonly commitment: string;
  readonly sealed: string;
};

export type SlotLock =
  | { readonly type: 'passphrase'; readonly salt: string; readonly cost: Argon2Cost }
  | {
      readonly type: 'passkey';
      readonly credentialId: string;
      readonly prfSalt: string;
      readonly transports: readonly string[];
    };

export type SlotError =
  | { readonly type: 'wrong-secret' }
  | { readonly type: 'damaged-slot' }
  | { readonly type: 'newer-slot' }
  /** Cheaper to guess than the floor allows, or dearer than any device of ours wrote it. */
  | { readonly type: 'unfair-cost' };

export const SALT_LENGTH = 16;
export const PRF_SALT_LENGTH = 32;

/** Every field in a fixed order. */
function lockToBytes(id: string, lock: SlotLock): Bytes {
  const parts =
    lock.type === 'passphrase'
      ? [lock.salt, lock.cost.memoryKiB, lock.cost.passes, lock.cost.lanes]
      : [lock.credentialId, lock.prfSalt, ...lock.transports];
  return jsonToBytes(['ballast v1 slot', id, lock.type, ...parts]);
}

/** `secret`: 32 bytes out of Argon2id or of the passkey's PRF. `inner`: the key that the slot leads to. */
export async function createSlot(lock: SlotLock, secret: Bytes, inner: Bytes, randomBytes: RandomBytes): Promise<Slot> {
  const id = bytesToHex(randomBytes(16));
  const bound = lockToBytes(id, lock);
  const [wrapKey, commitment] = await Promise.all([
    deriveSealingKey(secret, 'slot-wrap', bound),
    deriveBytes(secret, 'slot-commitment', bound),
  ]);
  const sealed = await sealBytes(wrapKey, inner, bound, randomBytes);
  return { version: 1, id, lock, commitment: bytesToHex(commitment), sealed: bytesToHex(sealed) };
}

export async function openSlot(slot: Slot, secret: Bytes): Promise<Result<Bytes, SlotError>> {
  const bound = lockToBytes(slot.id, slot.lock);
  const commitment = await deriveBytes(secret, 'slot-commitment', bound);
  if (!isSameBytes(commitment, hexToBytes(slot.commitment))) return err({ type: 'wrong-secret' });
  const wrapKey = await deriveSealingKey(secret, 'slot-wrap', bound);
  const inner = await openBytes(wrapKey, hexToBytes(slot.sealed), bound);
  return inner.ok ? inner : err({ type: 'damaged-slot' });
}

function isLock(lock: unknown): lock is SlotLock {
  if (!isJsonObject(lock)) return false;
  if (lock.type === 'passphrase') return isHex(lock.salt, SALT_LENGTH) && isJsonObject(lock.cost);
  return (
    lock.type === 'passkey' &&
    isHex(lock.credentialId) &&
    isHex(lock.prfSalt, PRF_SALT_LENGTH) &&
    Array.isArray(lock.transports) &&
    lock.transports.every((transport) => typeof transport === 'string')
  );
}

/** Reads what was stored. The cost is checked here, before any secret is asked for. */
export function parseSlot(value: unknown): Result<Slot, SlotError> {
  if (!isJsonObject(value)) return err({ type: 'damaged-slot' });
  if (typeof value.version === 'number' && value.version > 1) return err({ type: 'newer-slot' });
  const isWhole =
    value.version === 1 &&
    isHex(value.id, 16) &&
    isLock(value.lock) &&
    isHex(value.commitment, 32) &&
    isHex(value.sealed);
  if (!isWhole) return err({ type: 'damaged-slot' });
  const slot = value as unknown as Slot;
  if (slot.lock.type === 'passphrase' && !isFairCost(slot.lock.cost)) return err({ type: 'unfair-cost' });
  return ok(slot);
}
