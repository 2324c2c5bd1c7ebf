import { importSignKey } from '#vault/device-keys.ts';
import type { Keyring } from '#vault/keyring.ts';
import { deriveEpochKeys, deriveNamingKey, type EpochKeys } from '#vault/keys.ts';
import { bytesToHex, hexToBytes, textToBytes, type Bytes } from '#vault/public/bytes.ts';
import { deriveRecordKey } from '#vault/sealed-record.ts';

/** The keys of an unlocked device. They cannot be read out of the Worker; ending it ends them. */
export type SpaceKeys = {
  /** One more comes with every epoch. */
  readonly epochs: Map<number, EpochKeys>;
  readonly sign: CryptoKey;
  readonly keyring: CryptoKey;
  readonly draft: CryptoKey;
  readonly draftName: CryptoKey;
};

export async function deriveSpaceKeys(deviceKey: Bytes, keyring: Keyring): Promise<SpaceKeys> {
  const [sign, keyringKey, draft, draftName, ...epochs] = await Promise.all([
    importSignKey(keyring.device.sign),
    deriveRecordKey(deviceKey, 'keyring'),
    deriveRecordKey(deviceKey, 'draft'),
    deriveNamingKey(deviceKey, 'draft-name', new Uint8Array(0)),
    ...keyring.epochs.map(({ epoch, key }) => deriveEpochKeys(hexToBytes(key), keyring.space, epoch)),
  ]);
  const byEpoch = new Map(keyring.epochs.map(({ epoch }, n) => [epoch, epochs[n]!]));
  return { sign, keyring: keyringKey, draft, draftName, epochs: byEpoch };
}

export const currentEpoch = (keyring: Keyring): number => keyring.epochs.at(-1)!.epoch;

export const currentKeys = (keys: SpaceKeys, keyring: Keyring): EpochKeys => keys.epochs.get(currentEpoch(keyring))!;

/** Where a Ballast that kept one draft for each practice put it: under a name that only the device key gives. */
export const draftNameOf = async (keys: SpaceKeys, practice: string): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', keys.draftName, textToBytes(practice))));
