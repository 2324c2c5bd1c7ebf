import { err, ok } from '#core/result.ts';
import { activeDevices, beginsEpoch, type Act, type Membership } from '#core/space/manifest.ts';
import { signBytes } from '#vault/device-keys.ts';
import type { Keyring } from '#vault/keyring.ts';
import { deriveEpochKeys, KEY_LENGTH, type EpochKeys } from '#vault/keys.ts';
import { sealManifest, type Recipient } from '#vault/manifest-envelope.ts';
import { hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { Session } from '../vault/session.ts';
import { createInflow } from './inflow.ts';
import type { Line, Travelling } from './line.ts';
import { pullAll, takeIn, withSpace, type Step } from './sync-round.ts';

export type Signer = { readonly id: string; readonly sign: CryptoKey };

/** What a manifest is sealed with and after. */
export type ActsPlace = {
  readonly space: string;
  readonly membership: Membership;
  readonly previous: string;
  readonly epochs: Keyring['epochs'];
  readonly keysOf: (epoch: number) => EpochKeys | undefined;
};

/** Whoever is to read what is written from now on: every device that belongs, and the recovery code. */
function readersOf({ devices, recovery }: Membership, acts: readonly Act[]): readonly Recipient[] {
  const leaving = new Set(acts.flatMap((act) => (act.type === 'depart' ? [act.device] : [])));
  const coming = acts.flatMap((act) => (act.type === 'enrol' ? [act.device] : []));
  const staying = activeDevices({ devices } as Membership).filter(({ id }) => !leaving.has(id));
  const named = acts.flatMap((act) => (act.type === 'name-recovery' ? [act.recovery] : [])).at(-1) ?? recovery;
  return [...staying, ...coming, ...(named === undefined ? [] : [named])];
}

/** To whom this manifest itself brings a key: with a new epoch to everybody, otherwise to who is new. */
function recipientsOf(membership: Membership, acts: readonly Act[], isNewEpoch: boolean): readonly Recipient[] {
  if (isNewEpoch) return readersOf(membership, acts);
  return acts.flatMap((act) =>
    act.type === 'enrol' ? [act.device] : act.type === 'name-recovery' ? [act.recovery] : [],
  );
}

/** The next manifest, sealed and signed. */
export async function sealActs(place: ActsPlace, signer: Signer, acts: readonly Act[]): Promise<Travelling> {
  const { space, membership, previous, epochs } = place;
  const isNewEpoch = beginsEpoch(membership, acts);
  const current = epochs.at(-1)!;
  const epoch = isNewEpoch ? membership.epoch + 1 : membership.epoch;
  const epochKey: Bytes = isNewEpoch ? systemRandomBytes(KEY_LENGTH) : hexToBytes(current.key);
  const keys = isNewEpoch ? await deriveEpochKeys(epochKey, space, epoch) : place.keysOf(epoch)!;
  const version = membership.version + 1;
  const bytes = await sealManifest(
    { manifest: keys.manifest, epochKey },
    { space, previous, recipients: recipientsOf(membership, acts, isNewEpoch) },
    {
      manifest: { version, epoch, signer: signer.id, acts },
      ...(isNewEpoch && { earlierEpochKey: current.key }),
    },
    systemRandomBytes,
  );
  const signed = { type: 'manifest', space, device: signer.id, version, hash: await hashOf(bytes) } as const;
  return { bytes, signature: await signBytes(signer.sign, signed) };
}

const TRIES = 5;

/**
 * Appends a manifest: first at the server, which takes it only after the latest, and then here. `actsFor` is asked
 * again whenever another device was quicker. Null from it: there is nothing left to do.
 */
export async function appendActs(
  session: Session,
  line: Line,
  actsFor: (membership: Membership, keyring: Keyring) => readonly Act[] | null,
): Step<null> {
  const inflow = createInflow();
  for (let tries = 0; tries < TRIES; tries++) {
    const pulled = await pullAll(session, line, inflow);
    if (!pulled.ok) return pulled;
    const sealed = await withSpace(session, async ({ keyring, keys, membership }) => {
      const acts = actsFor(membership, keyring);
      if (acts === null) return ok(null);
      const { space, epochs, device, manifest } = keyring;
      const place = {
        space,
        epochs,
        membership,
        previous: manifest.hash,
        keysOf: (epoch: number) => keys.epochs.get(epoch),
      };
      return ok(await sealActs(place, { id: device.id, sign: keys.sign }, acts));
    });
    if (!sealed.ok || sealed.value === null) return sealed as Awaited<Step<null>>;
    const travelling = sealed.value;
    const appended = await line.appendManifest(travelling);
    if (!appended.ok && appended.error.type === 'manifest-conflict') continue;
    if (!appended.ok) return appended;
    const taken = await takeIn(session, createInflow(), { things: [travelling], cursor: 0 });
    return taken.ok ? ok(null) : taken;
  }
  return err({ type: 'manifest-conflict' });
}

/** The last operation of a device that is here: what came later will count nowhere. */
export function lastOf(keyring: Keyring, device: string): { readonly seq: number; readonly hash: string } {
  const { seq, hash } = keyring.heads[device] ?? { seq: 0, hash: NO_HASH };
  return { seq, hash };
}
