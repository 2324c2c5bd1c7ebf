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
};

export type ManifestError =
  | { readonly type: 'not-founded' }
  | { readonly type: 'founded-twice' }
  | { readonly type: 'manifest-gap'; readonly expected: number }
  | { readonly type: 'signer-not-member' }
  /** Who signs it may not do this. */
  | { readonly type: 'act-not-allowed' }
  | { readonly type: 'device-known' }
  | { readonly type: 'device-unknown' }
  | { readonly type: 'recovery-known' }
  /** The next write after any departure uses a new epoch, so a departure without one is refused. */
  | { readonly type: 'epoch-unchanged' }
  | { readonly type: 'epoch-jump' };

type Draft = { readonly devices: Map<string, Member>; recovery: RecoveryKeys | undefined };

type Signer = 'device' | 'recovery';

/**
 * Who may sign which act. A device names the recovery keys once: one that was taken over must not be able to replace
 * them. Whoever has the code may.
 */
const MAY: Record<Signer, Record<Act['type'], boolean | 'once'>> = {
  device: { found: true, enrol: true, depart: true, name: true, 'name-recovery': 'once' },
  recovery: { found: false, enrol: true, depart: true, name: true, 'name-recovery': true },
};

function signerOf(before: Membership, id: string): Signer | null {
  if (before.recovery?.id === id) return 'recovery';
  const device = before.devices.get(id);
  return device === undefined || device.left !== undefined ? null : 'device';
}

function applyAct(draft: Draft, act: Act, signer: Signer): ManifestError | null {
  if (act.type === 'found') return { type: 'founded-twice' };
  const may = MAY[signer][act.type];
  if (may === false) return { type: 'act-not-allowed' };
  if (act.type === 'name-recovery') {
    if (may === 'once' && draft.recovery !== undefined) return { type: 'recovery-known' };
    draft.recovery = act.recovery;
    return null;
  }
  if (act.type === 'enrol') {
    if (draft.devices.has(act.device.id) || draft.recovery?.id === act.device.id) return { type: 'device-known' };
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
  return ok({ version: 0, epoch, epochs: [epoch], devices, inboxKey, ...(recovery && { recovery }) });
}

/** The next link of the chain. Signatures and hashes were checked before; this is who may do what. */
export function applyManifest(before: Membership | null, manifest: Manifest): Result<Membership, ManifestError> {
  if (before === null) return found(manifest);
  if (manifest.version !== before.version + 1) return err({ type: 'manifest-gap', expected: before.version + 1 });
  const signer = signerOf(before, manifest.signer);
  if (signer === null) return err({ type: 'signer-not-member' });
  const draft: Draft = { devices: new Map(before.devices), recovery: before.recovery };
  for (const act of manifest.acts) {
    const error = applyAct(draft, act, signer);
    if (error !== null) return err(error);
  }
  const departs = manifest.acts.some((act) => act.type === 'depart');
  if (departs && manifest.epoch === before.epoch) return err({ type: 'epoch-unchanged' });
  if (manifest.epoch !== before.epoch && manifest.epoch !== before.epoch + 1) return err({ type: 'epoch-jump' });
  const { devices, recovery } = draft;
  const { version, epoch } = manifest;
  const epochs = [...before.epochs, epoch];
  return ok({ ...before, version, epoch, epochs, devices, ...(recovery && { recovery }) });
}

/** The key that has to have signed what `signer` signs; null for one that may not sign any more, or never might. */
export function signKeyOf(membership: Membership, signer: string): string | null {
  if (membership.recovery?.id === signer) return membership.recovery.signKey;
  const device = membership.devices.get(signer);
  return device === undefined || device.left !== undefined ? null : device.signKey;
}

export const activeDevices = (membership: Membership): readonly Member[] =>
  [...membership.devices.values()].filter((device) => device.left === undefined);
