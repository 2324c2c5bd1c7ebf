import { err, ok, type Result } from '#core/result.ts';
import { wordsToCompare } from '#vault/pairing.ts';
import { hexToBytes, joinBytes, textToBytes, type Bytes } from '#vault/public/bytes.ts';
import { openSlot } from '#vault/slot.ts';
import type { OpenSpace } from '../vault/open-space.ts';
import type { Session } from '../vault/session.ts';
import { appendActs, lastOf } from './append-acts.ts';
import type { Line } from './line.ts';
import type { LockerError } from './locker-error.ts';
import { succeedBefore } from './sync-round.ts';

export type DeviceView = {
  readonly id: string;
  /** Null while it was never given one. */
  readonly name: string | null;
  readonly isThis: boolean;
  /** Removed, or left by itself. */
  readonly hasLeft: boolean;
  /** When the last thing that is here from it was written, by its own clock, ms. Null: nothing is. */
  readonly lastWrote: number | null;
};

type Done = Promise<Result<null, LockerError>>;

function lastWrote(space: OpenSpace, device: string): number | null {
  const { segments, tail } =
    device === space.keyring.device.id ? space : (space.others.get(device) ?? { segments: [], tail: [] });
  const table = segments.at(-1)?.table;
  return tail.at(-1)?.at ?? (table ? table.atOf(table.rows - 1) : null);
}

/** This device first, then those that belong, then those that left. */
export function listDevices(space: OpenSpace): readonly DeviceView[] {
  const own = space.keyring.device.id;
  const views = [...space.membership.devices.values()].map(({ id, name, left }) => ({
    id,
    name: name ?? null,
    isThis: id === own,
    hasLeft: left !== undefined,
    lastWrote: lastWrote(space, id),
  }));
  const rank = ({ isThis, hasLeft }: DeviceView) => (isThis ? 0 : hasLeft ? 2 : 1);
  return views.sort((a, b) => rank(a) - rank(b));
}

export const nameDevice = (session: Session, line: Line, device: string, name: string): Done =>
  appendActs(session, line, (membership) =>
    membership.devices.get(device)?.name === name ? null : [{ type: 'name', device, name }],
  );

/** Whether whoever asks for this now can also unlock: a device that lies open must not be able to remove the others. */
export async function isFreshlyProved(session: Session, slotId: string, secret: Bytes): Promise<boolean> {
  const slot = session.slots.find(({ id }) => id === slotId);
  return slot !== undefined && (await openSlot(slot, secret)).ok;
}

/** From now on nothing counts that it writes, and nothing is readable for it that the others write. */
export async function removeDevice(session: Session, line: Line, device: string): Done {
  // It goes whether this comes about or not.
  await succeedBefore(session, line, device);
  const removed = await appendActs(session, line, (membership, keyring) => {
    const member = membership.devices.get(device);
    return member === undefined || member.left !== undefined
      ? null
      : [{ type: 'depart', device, last: lastOf(keyring, device) }];
  });
  if (!removed.ok) return removed;
  const told = await line.setDeviceState(device, 'left');
  // The server may not know it any more; the others go by the manifest.
  return told.ok || told.error.type === 'device-unknown' ? ok(null) : err(told.error);
}

/** Six words that are the same on two devices when both believe the same about who belongs. */
export const wordsOfSpace = ({ keyring, membership }: OpenSpace): Promise<readonly string[]> =>
  wordsToCompare(
    hexToBytes(keyring.space),
    joinBytes(textToBytes('members\0'), hexToBytes(keyring.manifest.hash), textToBytes(String(membership.version))),
  );
