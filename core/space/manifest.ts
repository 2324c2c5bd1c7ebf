import { err, ok, type Result } from '#core/result.ts';

/** Keys and hashes as text (hex); times play no part in who may do what. */
export type MemberDevice = {
  readonly id: string;
  readonly signKey: string;
  readonly boxKey: string;
  /** What the helper calls it. */
  readonly name?: string;
};

/** The last operation that is accepted from a device that has left. `seq` 0: none. */
export type LastAccepted = { readonly seq: number; readonly hash: string };

/** The keys behind the code on paper. `id`: what it signs under, as a device does. */
export type RecoveryKeys = { readonly id: string; readonly signKey: string; readonly boxKey: string };

export type Act =
  /** Only in manifest 0. `recovery`: the keys behind the code on paper, if there is one from the start. */
  | {
      readonly type: 'found';
      readonly device: MemberDevice;
      readonly inboxKey: string;
      readonly recovery?: RecoveryKeys;
    }
  | { readonly type: 'name-recovery'; readonly recovery: RecoveryKeys }
  | { readonly type: 'enrol'; readonly device: MemberDevice }
  | { readonly type: 'name'; readonly device: string; readonly name: string }
  | { readonly type: 'depart'; readonly device: string; readonly last: LastAccepted };

export type Manifest = {
  readonly version: number;
  readonly epoch: number;
  /** The device, or the recovery key, that signs it. */
  readonly signer: string;
  readonly acts: readonly Act[];
};

export type Member = MemberDevice & { readonly left?: LastAccepted };

/** Who belongs, after all manifests up to `version`. */
export type Membership = {
  readonly version: number;
  readonly epoch: number;
  readonly devices: ReadonlyMap<string, Member>;
  /** By version: the epoch in which what names that version is written. */
  readonly epochs: readonly number[];
  readonly inboxKey: string;
  readonly recovery?: RecoveryKeys;
  /** Of codes that were replaced. They sign nothing any more, and do not come back. */
  readonly formerRecoveries: readonly RecoveryKeys[];
};

export type ManifestError =
  | { readonly type: 'not-founded' }
  | { readonly type: 'founded-twice' }
  | { readonly type: 'manifest-gap'; readonly expected: number }
  | { readonly type: 'signer-not-member' }
  | { readonly type: 'device-known' }
  | { readonly type: 'device-unknown' }
  | { readonly type: 'recovery-known' }
  /** The next write after a departure, or after a code was replaced, uses a new epoch: without one it is refused. */
  | { readonly type: 'epoch-unchanged' }
  | { readonly type: 'epoch-jump' };

type Draft = {
  readonly devices: Map<string, Member>;
  recovery: RecoveryKeys | undefined;
  readonly formerRecoveries: RecoveryKeys[];
};

const isKnown = ({ devices, recovery, formerRecoveries }: Draft, id: string): boolean =>
  devices.has(id) || recovery?.id === id || formerRecoveries.some((former) => former.id === id);

function applyAct(draft: Draft, act: Act): ManifestError | null {
  if (act.type === 'found') return { type: 'founded-twice' };
  if (act.type === 'name-recovery') {
    if (isKnown(draft, act.recovery.id)) return { type: 'recovery-known' };
    if (draft.recovery !== undefined) draft.formerRecoveries.push(draft.recovery);
    draft.recovery = act.recovery;
    return null;
  }
  if (act.type === 'enrol') {
    if (isKnown(draft, act.device.id)) return { type: 'device-known' };
    draft.devices.set(act.device.id, act.device);
    return null;
  }
  const device = draft.devices.get(act.device);
  if (device === undefined || device.left !== undefined) return { type: 'device-unknown' };
  draft.devices.set(act.device, act.type === 'name' ? { ...device, name: act.name } : { ...device, left: act.last });
  return null;
}

function found(manifest: Manifest): Result<Membership, ManifestError> {
  const [act, ...rest] = manifest.acts;
  if (manifest.version !== 0) return err({ type: 'manifest-gap', expected: 0 });
  if (act?.type !== 'found') return err({ type: 'not-founded' });
  if (rest.length > 0) return err({ type: 'founded-twice' });
  if (manifest.signer !== act.device.id) return err({ type: 'signer-not-member' });
  const devices = new Map([[act.device.id, act.device]]);
  const { inboxKey, recovery } = act;
  const { epoch } = manifest;
  const membership = { version: 0, epoch, epochs: [epoch], devices, inboxKey, formerRecoveries: [] };
  return ok({ ...membership, ...(recovery && { recovery }) });
}

/** Somebody is to read no more from here on: a device that leaves, or whoever has a code that is replaced. */
export const beginsEpoch = ({ recovery }: Membership, acts: readonly Act[]): boolean =>
  acts.some(({ type }) => type === 'depart' || (type === 'name-recovery' && recovery !== undefined));

/** The next link of the chain. Signatures and hashes were checked before; this is who may do what. */
export function applyManifest(before: Membership | null, manifest: Manifest): Result<Membership, ManifestError> {
  if (before === null) return found(manifest);
  if (manifest.version !== before.version + 1) return err({ type: 'manifest-gap', expected: before.version + 1 });
  if (signKeyOf(before, manifest.signer) === null) return err({ type: 'signer-not-member' });
  const draft: Draft = {
    devices: new Map(before.devices),
    recovery: before.recovery,
    formerRecoveries: [...before.formerRecoveries],
  };
  for (const act of manifest.acts) {
    const error = applyAct(draft, act);
    if (error !== null) return err(error);
  }
  const shutsOut = beginsEpoch(before, manifest.acts) || draft.formerRecoveries.length > before.formerRecoveries.length;
  if (shutsOut && manifest.epoch === before.epoch) return err({ type: 'epoch-unchanged' });
  if (manifest.epoch !== before.epoch && manifest.epoch !== before.epoch + 1) return err({ type: 'epoch-jump' });
  const { devices, recovery, formerRecoveries } = draft;
  const { version, epoch } = manifest;
  const epochs = [...before.epochs, epoch];
  return ok({ ...before, version, epoch, epochs, devices, formerRecoveries, ...(recovery && { recovery }) });
}

/** The key that has to have signed what `signer` signs; null for one that may not sign any more, or never might. */
export function signKeyOf(membership: Membership, signer: string): string | null {
  if (membership.recovery?.id === signer) return membership.recovery.signKey;
  const device = membership.devices.get(signer);
  return device === undefined || device.left !== undefined ? null : device.signKey;
}

export const activeDevices = (membership: Membership): readonly Member[] =>
  [...membership.devices.values()].filter((device) => device.left === undefined);
