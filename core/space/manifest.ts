import { err, ok, type Result } from '#core/result.ts';

/** Keys and hashes as text (hex); times play no part in who may do what. */
export type MemberDevice = { readonly id: string; readonly signKey: string; readonly boxKey: string };

/** The last operation that is accepted from a device that has left. `seq` 0: none. */
export type LastAccepted = { readonly seq: number; readonly hash: string };

export type RecoveryKeys = { readonly signKey: string; readonly boxKey: string };

export type Act =
  /** Only in manifest 0. `recovery`: the keys behind the code on paper, if there is one from the start. */
  | {
      readonly type: 'found';
      readonly device: MemberDevice;
      readonly inboxKey: string;
      readonly recovery?: RecoveryKeys;
    }
  /** Names them later, once: a device that was taken over must not be able to replace them. */
  | { readonly type: 'name-recovery'; readonly recovery: RecoveryKeys }
  | { readonly type: 'enrol'; readonly device: MemberDevice }
  | { readonly type: 'depart'; readonly device: string; readonly last: LastAccepted };

export type Manifest = {
  readonly version: number;
  readonly epoch: number;
  /** The device that signs it. */
  readonly signer: string;
  readonly acts: readonly Act[];
};

/** Who belongs, after all manifests up to `version`. */
export type Membership = {
  readonly version: number;
  readonly epoch: number;
  readonly devices: ReadonlyMap<string, MemberDevice & { readonly left?: LastAccepted }>;
  readonly inboxKey: string;
  readonly recovery?: RecoveryKeys;
};

export type ManifestError =
  | { readonly type: 'not-founded' }
  | { readonly type: 'founded-twice' }
  | { readonly type: 'manifest-gap'; readonly expected: number }
  | { readonly type: 'signer-not-member' }
  | { readonly type: 'device-known' }
  | { readonly type: 'device-unknown' }
  | { readonly type: 'recovery-known' }
  /** The next write after any departure uses a new epoch, so a departure without one is refused. */
  | { readonly type: 'epoch-unchanged' }
  | { readonly type: 'epoch-jump' };

type Draft = {
  readonly devices: Map<string, MemberDevice & { readonly left?: LastAccepted }>;
  recovery: RecoveryKeys | undefined;
};

function applyAct(draft: Draft, act: Act): ManifestError | null {
  if (act.type === 'found') return { type: 'founded-twice' };
  if (act.type === 'name-recovery') {
    if (draft.recovery !== undefined) return { type: 'recovery-known' };
    draft.recovery = act.recovery;
    return null;
  }
  if (act.type === 'enrol') {
    if (draft.devices.has(act.device.id)) return { type: 'device-known' };
    draft.devices.set(act.device.id, act.device);
    return null;
  }
  const device = draft.devices.get(act.device);
  if (device === undefined || device.left !== undefined) return { type: 'device-unknown' };
  draft.devices.set(act.device, { ...device, left: act.last });
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
  return ok({ version: 0, epoch: manifest.epoch, devices, inboxKey, ...(recovery && { recovery }) });
}

/** The next link of the chain. Signatures and hashes were checked before; this is who may do what. */
export function applyManifest(before: Membership | null, manifest: Manifest): Result<Membership, ManifestError> {
  if (before === null) return found(manifest);
  if (manifest.version !== before.version + 1) return err({ type: 'manifest-gap', expected: before.version + 1 });
  const signer = before.devices.get(manifest.signer);
  if (signer === undefined || signer.left !== undefined) return err({ type: 'signer-not-member' });
  const draft: Draft = { devices: new Map(before.devices), recovery: before.recovery };
  for (const act of manifest.acts) {
    const error = applyAct(draft, act);
    if (error !== null) return err(error);
  }
  const departs = manifest.acts.some((act) => act.type === 'depart');
  if (departs && manifest.epoch === before.epoch) return err({ type: 'epoch-unchanged' });
  if (manifest.epoch !== before.epoch && manifest.epoch !== before.epoch + 1) return err({ type: 'epoch-jump' });
  const { devices, recovery } = draft;
  const { version, epoch } = manifest;
  return ok({ ...before, version, epoch, devices, ...(recovery && { recovery }) });
}
