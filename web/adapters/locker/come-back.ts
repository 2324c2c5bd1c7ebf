import { err, ok, type Result } from '#core/result.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { decodeHeader } from '#vault/public/header.ts';
import { decodeSegmentRange } from '#vault/public/segment-range.ts';
import type { Session } from '../vault/session.ts';
import type { RestoreReport } from '../vault/vault-types.ts';
import { askerOf, pullEverything } from './adopt.ts';
import { enterAnew } from './enter.ts';
import { openLine, type Page, type Transport } from './line.ts';
import { asLockerError, type LockerError } from './locker-error.ts';
import { readFirst } from './read-chain.ts';

/** Where the chain of a device ends at the server. */
async function lastAtServer(pages: readonly Page[], device: string): Promise<{ seq: number; hash: string }> {
  let last = { seq: 0, hash: NO_HASH };
  for (const { bytes } of pages.flatMap(({ things }) => things)) {
    const header = decodeHeader(bytes);
    if (!header.ok || header.value.device !== device || header.value.kind === 'manifest') continue;
    if (header.value.seq <= last.seq) continue;
    const range = header.value.kind !== 'operation' ? decodeSegmentRange(bytes) : null;
    last = { seq: header.value.seq, hash: range?.ok ? range.value.lastHash : await hashOf(bytes) };
  }
  return last;
}

/**
 * This storage is a copy that fell behind, or there are two of it: the server has another chain under this device's
 * id. The id is given up, a new one is taken in by the old one's key, and what only this storage has is written again.
 */
export async function comeBackAnew(
  session: Session,
  transport: Transport,
): Promise<Result<RestoreReport, LockerError>> {
  if (session.space === null) return err({ type: 'locked' });
  const { keyring, keys } = session.space;
  const { space, device: old } = keyring;
  const line = openLine(transport, await askerOf(space, old));
  const pages = await pullEverything(line);
  if (!pages.ok) return pages;
  const things = pages.value.flatMap((page) => page.things);
  const read = await readFirst(things, space, old);
  // Of two copies the first one gave the id up for both.
  if (!read.ok) return err(read.error.type === 'not-taken-in' ? { type: 'removed' } : asLockerError(read.error));
  const { chain, epochs } = read.value;
  const member = chain.membership.devices.get(old.id);
  if (member === undefined || member.left !== undefined) return err({ type: 'removed' });

  const place = {
    space,
    membership: chain.membership,
    previous: chain.hash,
    epochs,
    keysOf: (epoch: number) => keys.epochs.get(epoch),
  };
  const entered = await enterAnew(session, line, pages.value, place, {
    signer: { id: old.id, sign: keys.sign },
    name: member.name ?? '',
    also: [{ type: 'depart', device: old.id, last: await lastAtServer(pages.value, old.id) }],
  });
  if (!entered.ok) return entered;
  const { device, report } = entered.value;
  await openLine(transport, await askerOf(space, device)).setDeviceState(old.id, 'left');
  return ok(report);
}
