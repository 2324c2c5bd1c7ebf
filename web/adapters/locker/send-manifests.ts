import { ok, type Result } from '#core/result.ts';
import { activeDevices } from '#core/space/manifest.ts';
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

/**
 * Gives the server every manifest that it lacks, and every device that it does not know: all of them to a new locker,
 * the later ones to a server that was set back.
 */
export async function sendMembership(line: Line, space: OpenSpace, store: VaultStore): Promise<Result<null, Refusal>> {
  const records = await store.manifests();
  const latest = records.at(-1);
  if (latest === undefined) return ok(null);
  const sent = await line.appendManifest(latest);
  if (!sent.ok && sent.error.type !== 'manifest-conflict') return sent;
  if (!sent.ok) {
    const has = sent.error.type === 'manifest-conflict' ? (sent.error.at ?? -1) : -1;
    // A server that has more than this device: the next pull brings it.
    if (has >= latest.version) return ok(null);
    const rest = await sendFrom(line, records, has + 1);
    if (!rest.ok) return rest;
  }
  for (const { id, signKey } of activeDevices(space.membership)) {
    if (id === space.keyring.device.id) continue;
    const added = await line.addDevice({ device: id, signKey });
    if (!added.ok && added.error.type !== 'device-taken') return added;
  }
  const { recovery } = space.membership;
  if (recovery === undefined) return ok(null);
  const added = await line.addDevice({ device: recovery.id, signKey: recovery.signKey, state: 'dormant' });
  return added.ok || added.error.type === 'device-taken' ? ok(null) : added;
}
