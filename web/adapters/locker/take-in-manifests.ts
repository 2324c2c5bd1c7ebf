import type { RecoveryKeys } from '#core/space/manifest.ts';
import { bytesToHex } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { deriveEpochKeys } from '#vault/keys.ts';
import { unwrapEpochKey } from '#vault/manifest-envelope.ts';
import { NEW_LOCKER, type Alarm } from '#vault/keyring.ts';
import { readNextManifest, type MembershipError } from '../vault/read-membership.ts';
import type { Arrived, Verdict } from './inflow.ts';
import { hashAt, headIn, type TakeIn } from './take-in-draft.ts';

const isNewer = (error: MembershipError): boolean => error.type === 'newer-manifest';

async function isKnownVersion(draft: TakeIn, version: number, hash: string): Promise<boolean> {
  const all = [...(await draft.store.manifests()), ...draft.manifests];
  const known = all.find((record) => record.version === version);
  return known !== undefined && (await hashOf(known.bytes)) === hash;
}

/** A new epoch brings its key, wrapped to every device that stays. False when none is wrapped to this one. */
async function takeEpochKey(draft: TakeIn, arrived: Arrived): Promise<boolean> {
  const { keys } = draft.space;
  const { epoch } = arrived.header;
  if (keys.epochs.has(epoch)) return true;
  const { space, device } = draft.keyring;
  const unwrapped = await unwrapEpochKey(arrived.bytes, space, device);
  if (!unwrapped.ok) return false;
  keys.epochs.set(epoch, await deriveEpochKeys(unwrapped.value.key, space, epoch));
  const epochs = [...draft.keyring.epochs, { epoch, key: bytesToHex(unwrapped.value.key) }];
  draft.keyring = { ...draft.keyring, epochs };
  return true;
}

/** The next manifest of the chain, or one that is known already. */
export async function takeManifest(draft: TakeIn, arrived: Arrived): Promise<Verdict> {
  const { header, hash, bytes, signature } = arrived;
  const { version } = draft.chain.membership;
  if (header.seq <= version) return (await isKnownVersion(draft, header.seq, hash)) ? 'known' : 'fork';
  if (header.seq > version + 1) return 'wait';
  if (header.previous !== draft.chain.hash) return 'fork';
  if (signature === null) return 'forged';
  if (!(await takeEpochKey(draft, arrived))) return 'removed';
  const next = await readNextManifest(draft.space.keys, draft.keyring.space, draft.chain, { bytes, signature });
  if (!next.ok) return isNewer(next.error) ? 'newer' : 'forged';
  const { membership, seal } = next.value;
  const { recovery } = draft.chain.membership;
  draft.chain = { membership, hash: next.value.hash };
  draft.keyring = { ...draft.keyring, manifest: { version: membership.version, hash } };
  draft.manifests.push({ version: header.seq, bytes, signature });
  let verdict: Verdict = 'taken';
  for (const act of seal.manifest.acts) {
    if (act.type === 'name-recovery') noteCode(draft, seal.manifest.signer, recovery);
    if (act.type !== 'depart') continue;
    if (act.device === draft.keyring.device.id) return 'removed';
    const alarm = cutChain(draft, act.device, act.last);
    if (alarm !== null) verdict = alarm;
  }
  return verdict;
}

/** Another code than the one that was asked back here, and perhaps in place of one that the helper relies on. */
function noteCode(draft: TakeIn, signer: string, replaced: RecoveryKeys | undefined): void {
  const { recoveryProved: _, ...keyring } = draft.keyring;
  draft.keyring = keyring;
  if (replaced === undefined) return;
  if (signer !== keyring.device.id) return void draft.told.push({ type: 'code-replaced', device: signer });
  const locker = keyring.locker ?? NEW_LOCKER;
  draft.keyring = { ...keyring, locker: { ...locker, leaving: [...(locker.leaving ?? []), replaced.id] } };
}

/** What came of a device after the last operation that the others accepted counts nowhere. */
function cutChain(
  draft: TakeIn,
  device: string,
  last: { readonly seq: number; readonly hash: string },
): Alarm['type'] | null {
  const head = headIn(draft, device);
  const known = last.seq <= head.seq ? hashAt(draft, device, last.seq) : undefined;
  if (known !== undefined && last.seq > 0 && known !== last.hash) return 'fork';
  if (head.seq > last.seq) {
    draft.cut.add(device);
    draft.dropOthers.push({ device, from: last.seq + 1 });
    const heads = { ...draft.keyring.heads };
    if (last.seq === 0) delete heads[device];
    else heads[device] = { seq: last.seq, hash: last.hash, lamport: lamportAt(draft, device, last.seq) };
    draft.keyring = { ...draft.keyring, heads };
  }
  return null;
}

function lamportAt({ log }: TakeIn, device: string, seq: number): number {
  const chain = log.chains.get(device);
  return chain?.links[seq - chain.first]?.lamport ?? 0;
}
