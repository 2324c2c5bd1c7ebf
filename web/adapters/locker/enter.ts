import { err, ok, type Result } from '#core/result.ts';
import type { Act, MemberDevice } from '#core/space/manifest.ts';
import { LONGEST_NAME } from '#vault/manifest-envelope.ts';
import type { Session } from '../vault/session.ts';
import type { RestoreReport } from '../vault/vault-types.ts';
import { adopt, createDevice, type NewDevice } from './adopt.ts';
import { sealActs, type ActsPlace, type Signer } from './append-acts.ts';
import type { Line, Page } from './line.ts';
import { asLockerError, type LockerError } from './locker-error.ts';
import { manifestsIn, readFirst } from './read-chain.ts';

/** As the others come to know it. `name`: what the helper calls it; may be empty. */
export function memberOf({ id, sign, box }: NewDevice, name: string): MemberDevice {
  const kept = name.trim().slice(0, LONGEST_NAME);
  return { id, signKey: sign.public, boxKey: box.public, ...(kept !== '' && { name: kept }) };
}

export type Entered = { readonly device: NewDevice; readonly report: RestoreReport };

/**
 * A new device that nobody else has to let in, because `signer` may: the manifest that takes it in goes to the server,
 * and the space, read anew with it, takes the place of what is here. `also`: what that manifest says besides.
 */
export async function enterAnew(
  session: Session,
  line: Line,
  pages: readonly Page[],
  place: ActsPlace,
  { signer, name, also = [] }: { readonly signer: Signer; readonly name: string; readonly also?: readonly Act[] },
): Promise<Result<Entered, LockerError>> {
  const device = await createDevice();
  const travelling = await sealActs(place, signer, [{ type: 'enrol', device: memberOf(device, name) }, ...also]);
  const added = await line.addDevice({ device: device.id, signKey: device.sign.public });
  if (!added.ok) return added;
  const appended = await line.appendManifest(travelling);
  if (!appended.ok) return appended;
  const things = [...pages.flatMap((page) => page.things), travelling];
  const read = await readFirst(things, place.space, device);
  if (!read.ok) return err(asLockerError(read.error));
  // Step by step, as the others hear of it: what a device signed counts that this very manifest lets go.
  const before = {
    records: manifestsIn(pages.flatMap((page) => page.things)),
    epochs: place.epochs,
    chain: { membership: place.membership, hash: place.previous },
  };
  const last = pages.map((page) => ({ ...page, things: [travelling] })).slice(-1);
  const adopted = await adopt(session, device, place.space, before, [...pages, ...last]);
  return adopted.ok ? ok({ device, report: adopted.value }) : adopted;
}
