import { ok, type Result } from '#core/result.ts';
import type { OpenSpace } from '../vault/open-space.ts';
import type { ManifestRecord, VaultStore } from '../vault/vault-store.ts';
import type { Line, Refusal } from './line.ts';

async function sendFrom(
  line: Line,
  records: readonly ManifestRecord[],
  version: number,
): Promise<Result<null, Refusal>> {
  for (const record of records.filter((each) => each.version >= version)) {
    const sent = await line.appendManifest(record);
    if (!sent.ok) return sent;
  }
  return ok(null);
}

/** Every device that ever belonged, and every recovery code: whoever signed something has to be known. */
async function sendDevices(line: Line, { keyring, membership }: OpenSpace): Promise<Result<null, Refusal>> {
  const former = membership.formerRecoveries.map(({ id, signKey }) => ({ id, signKey, left: true }));
  for (const { id, signKey, left } of [...membership.devices.values(), ...former]) {
    if (id === keyring.device.id) continue;
    const added = await line.addDevice({ device: id, signKey });
    if (!added.ok && added.error.type !== 'device-taken') return added;
    const gone = left === undefined ? ok(null) : await line.setDeviceState(id, 'left');
    if (!gone.ok && gone.error.type !== 'device-unknown') return gone;
  }
  const { recovery } = membership;
  if (recovery === undefined) return ok(null);
  const added = await line.addDevice({ device: recovery.id, signKey: recovery.signKey, state: 'dormant' });
  return added.ok || added.error.type === 'device-taken' ? ok(null) : added;
}

/**
 * Gives the server every device that it does not know, and every manifest that it lacks: all of them to a new locker,
 * the later ones to a server that was set back.
 */
export async function sendMembership(line: Line, space: OpenSpace, store: VaultStore): Promise<Result<null, Refusal>> {
  const known = await sendDevices(line, space);
  if (!known.ok) return known;
  const records = await store.manifests();
  const latest = records.at(-1);
  if (latest === undefined) return ok(null);
  const sent = await line.appendManifest(latest);
  if (sent.ok) return ok(null);
  if (sent.error.type !== 'manifest-conflict') return sent;
  // A server that has more than this device is none that lacks something: the next pull brings it.
  return sendFrom(line, records, (sent.error.at ?? -1) + 1);
}
