import { err, ok, type Result } from '#core/result.ts';
import { NEW_LOCKER } from '#vault/keyring.ts';
import { commitWithKeyring } from '../vault/append-operations.ts';
import { emitStatus, serially, whenLoaded, whyNotWritable, type Session } from '../vault/session.ts';
import { openLine, type Line, type Transport } from './line.ts';
import type { LockerError } from './locker-error.ts';
import { sendMembership } from './send-manifests.ts';
import { withSpace } from './sync-round.ts';

type Done = Promise<Result<null, LockerError>>;

/** Makes a locker for this space at the server, and gives it who belongs. What is written follows in the next round. */
export async function openLocker(session: Session, transport: Transport, voucher?: string): Done {
  await whenLoaded(session);
  const { space } = session;
  if (space === null || whyNotWritable(session) !== null) return err({ type: 'locked' });
  if (space.keyring.locker !== undefined) return err({ type: 'has-locker' });
  const { space: id, device } = space.keyring;
  const line = openLine(transport, { space: id, device: device.id, sign: space.keys.sign });
  const made = await line.makeLocker(device.sign.public, voucher);
  // Made before, and the answer was lost: then this device is known there.
  if (!made.ok && made.error.type !== 'space-taken') return made;
  const sent = await sendMembership(line, space, session.store);
  if (!sent.ok) return err(sent.error.type === 'no-session' ? { type: 'space-taken' } : sent.error);
  const kept = await withSpace(session, (open) =>
    commitWithKeyring(open, session.store, { ...open.keyring, locker: NEW_LOCKER }, {}),
  );
  if (kept.ok) await emitStatus(session);
  return kept;
}

/** Nothing of it is at the server any more. What is here stays here, and this device goes on alone. */
export async function eraseLocker(session: Session, line: Line): Done {
  const erased = await line.erase();
  // A server that does not know it has nothing of it.
  if (!erased.ok && erased.error.type !== 'no-session') return erased;
  return forgetLocker(session);
}

/** Whatever the server has: this device does not go there any more. */
export const forgetLocker = (session: Session): Done =>
  serially(session, async () => {
    const { space } = session;
    if (space === null || whyNotWritable(session) !== null) return err({ type: 'locked' } as const);
    const { locker: _, frontier: __, ...keyring } = space.keyring;
    const kept = await commitWithKeyring(space, session.store, keyring, {});
    if (kept.ok) await emitStatus(session);
    return kept.ok ? ok(null) : kept;
  });
