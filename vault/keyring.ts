import { err, ok, type Result } from '#core/result.ts';
import { isJsonObject } from './json-bytes.ts';
import type { DeviceKeys, StoredKeyPair } from './device-keys.ts';
import type { Bytes } from './public/bytes.ts';
import type { RandomBytes } from './random-bytes.ts';
import { openRecord, sealRecord, type SealedRecordError } from './sealed-record.ts';

/** The last link of a device's chain that this device has seen. It never goes back. */
export type Head = { readonly seq: number; readonly hash: string; readonly lamport: number };

/** Where this device stands with the server that carries its space. Cursors are the server's. */
export type Locker = {
  /** Everything up to here is in. */
  readonly pulled: number;
  /** The server was told so. */
  readonly told: number;
  /** The own chain is there up to this operation. */
  readonly pushed: number;
  /** Own segments that are there, by name, and successions of devices that have left. */
  readonly segments: readonly string[];
  /** Something was erased: segments that are not there have to be sent, however small, so that the old bytes go. */
  readonly sweep: boolean;
  /** What a server or a device did that an honest one does not, until the helper has seen it. */
  readonly alarms: readonly Alarm[];
  /** Keys of codes that were replaced here, of which the server has not heard yet that they are to be let in no more. */
  readonly leaving?: readonly string[];
};

export type Alarm = {
  readonly type:
    /** Two histories of one device, or two manifests of one version. */
    | 'fork'
    /** Not signed by whom it says, or not sealed with a key of this space, or against the rules. */
    | 'forged'
    /** What another device built upon does not come. */
    | 'withheld'
    /** The server has less than it had: it was set back to an older state. */
    | 'rolled-back'
    /** Another device made a new recovery code in place of the one that was there. */
    | 'code-replaced';
  /** Empty for manifests, and for what no single device stands for. */
  readonly device: string;
  /** When it was noticed, ms. */
  readonly at: number;
};

export const NEW_LOCKER: Locker = { pulled: 0, told: 0, pushed: 0, segments: [], sweep: false, alarms: [] };

/** Everything secret of one device's part in its spaces, sealed by the device's own key. */
export type Keyring = {
  readonly version: 1;
  readonly space: string;
  readonly device: DeviceKeys & { readonly id: string };
  readonly inbox: StoredKeyPair;
  /** Every epoch key so far; the last one is written with. */
  readonly epochs: readonly { readonly epoch: number; readonly key: string }[];
  readonly manifest: { readonly version: number; readonly hash: string };
  readonly heads: { readonly [device: string]: Head };
  /** What is known to be in a chain although it is not here yet, from the device that took this one in. */
  readonly frontier?: { readonly [device: string]: Pick<Head, 'seq' | 'hash'> };
  readonly locker?: Locker;
  /** The recovery code was written down, and asked back once. */
  readonly recoveryProved?: true;
  /** The latest true time ever written, ms: a clock set back is noticed by it, and nothing else depends on it. */
  readonly latest: number;
  /** Operations of the own chain that were lost or set aside, and that the helper was told of. */
  readonly missing: number;
};

export type KeyringError = SealedRecordError | { readonly type: 'bad-keyring' };

const NAME = 'own';

export const sealKeyring = (key: CryptoKey, keyring: Keyring, randomBytes: RandomBytes): Promise<Bytes> =>
  sealRecord(key, 'keyring', NAME, keyring, randomBytes);

export async function openKeyring(key: CryptoKey, bytes: Bytes): Promise<Result<Keyring, KeyringError>> {
  const opened = await openRecord(key, 'keyring', NAME, bytes);
  if (!opened.ok) return opened;
  const value = opened.value;
  if (!isJsonObject(value) || typeof value.version !== 'number') return err({ type: 'bad-keyring' });
  if (value.version > 1) return err({ type: 'newer-record' });
  // What this device sealed itself is as it wrote it: the seal is the check of the rest.
  return ok(value as unknown as Keyring);
}

export const headOf = (keyring: Keyring): Head =>
  keyring.heads[keyring.device.id] ?? { seq: 0, hash: '0'.repeat(64), lamport: 0 };

/** One more than the highest Lamport clock of all heads. */
export const nextLamport = (keyring: Keyring): number =>
  1 + Math.max(0, ...Object.values(keyring.heads).map((head) => head.lamport));
