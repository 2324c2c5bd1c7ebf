import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { mergeOperation } from '#core/space/merge.ts';
import type { Change, Operation } from '#core/space/operation.ts';
import { without, type VersionVector } from '#core/space/version-vector.ts';
import { signBytes } from '#vault/device-keys.ts';
import { headOf, nextLamport, sealKeyring, type Keyring } from '#vault/keyring.ts';
import { sealOperation } from '#vault/operation-envelope.ts';
import { hashOf } from '#vault/public/hash.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { noteOwn } from './chain-log.ts';
import type { OpenSpace, TailOperation } from './open-space.ts';
import { currentEpoch, currentKeys } from './space-keys.ts';
import type { StoreError, TailRecord, VaultStore, Writes } from './vault-store.ts';

/** Sealed, signed and chained, but neither stored nor shown. */
export type PreparedOperations = {
  readonly records: readonly TailRecord[];
  readonly tail: readonly TailOperation[];
  readonly operations: readonly Operation[];
  readonly keyring: Keyring;
};

const seenOthers = (keyring: Keyring): VersionVector =>
  without(
    Object.fromEntries(Object.entries(keyring.heads).map(([device, head]) => [device, head.seq])),
    keyring.device.id,
  );

/** One operation for each list of changes, one signature for all. */
export async function prepareOperations(
  space: OpenSpace,
  changes: readonly (readonly Change[])[],
  now: number,
): Promise<Result<PreparedOperations, { readonly type: 'too-large' }>> {
  const { keys, keyring } = space;
  const { id: device } = keyring.device;
  const operationKey = currentKeys(keys, keyring).operation;
  const place = { space: keyring.space, epoch: currentEpoch(keyring), manifest: keyring.manifest.version };
  const seen = seenOthers(keyring);
  let { seq, hash } = headOf(keyring);
  let lamport = nextLamport(keyring) - 1;
  const records: TailRecord[] = [];
  const tail: TailOperation[] = [];
  const operations: Operation[] = [];
  for (const each of changes) {
    const operation: Operation = { device, seq: ++seq, lamport: ++lamport, seen, at: now, changes: each };
    const bytes = await sealOperation(operationKey, { ...place, previous: hash }, operation, systemRandomBytes);
    if (!bytes.ok) return bytes;
    const previous = hash;
    hash = await hashOf(bytes.value);
    records.push({ seq, hash, bytes: bytes.value });
    tail.push({ seq, hash, previous, lamport, at: now, seen, changes: each as unknown as readonly Json[] });
    operations.push(operation);
  }
  const signature = await signBytes(keys.sign, { type: 'head', space: place.space, device, seq, hash });
  const signed = records.map((record, n) => (n === records.length - 1 ? { ...record, signature } : record));
  const heads = { ...keyring.heads, [device]: { seq, hash, lamport } };
  const latest = Math.max(keyring.latest, now);
  return ok({ records: signed, tail, operations, keyring: { ...keyring, heads, latest } });
}

/** Stores the new head and `writes` in one transaction. */
export async function commitWithKeyring(
  space: OpenSpace,
  store: VaultStore,
  keyring: Keyring,
  writes: Writes,
): Promise<Result<null, StoreError>> {
  const sealed = await sealKeyring(space.keys.keyring, keyring, systemRandomBytes);
  const committed = await store.commit({ ...writes, keyring: sealed });
  if (committed.ok) space.keyring = keyring;
  return committed;
}

export function showOperations(space: OpenSpace, operations: readonly Operation[]): void {
  for (const operation of operations) mergeOperation(space.state, operation, (entry) => ({ entry }));
}

export type AppendError = StoreError | { readonly type: 'too-large' };

/** Appends to the own chain: stored first, then shown. `also` is committed with it. */
export async function appendOperations(
  space: OpenSpace,
  store: VaultStore,
  changes: readonly (readonly Change[])[],
  now: number,
  also: Writes = {},
): Promise<Result<null, AppendError>> {
  const prepared = await prepareOperations(space, changes, now);
  if (!prepared.ok) return err(prepared.error);
  const { records, tail, operations, keyring } = prepared.value;
  const committed = await commitWithKeyring(space, store, keyring, { ...also, putTail: records });
  if (!committed.ok) return committed;
  space.tail.push(...tail);
  noteOwn(space, tail);
  showOperations(space, operations);
  return committed;
}
