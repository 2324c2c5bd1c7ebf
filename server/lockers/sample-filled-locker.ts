import { randomBytes } from 'node:crypto';
import { routes } from '#contract/routes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import type { Database } from '../store/database.ts';
import { createLockersApp } from './lockers-app.ts';
import { sampleDevice } from './sample-device.ts';

/** A locker as it is after a while: two devices, two manifests, a segment, and operations of which only hashes are left. */
export async function fillSampleLocker(database: Database) {
  const app = createLockersApp(
    {
      database,
      policy: 'open',
      largestSpace: 1e8,
      months: 24,
      now: () => Date.now(),
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    },
    { tls: false },
  );
  const phone = await sampleDevice(app);
  await phone.makeLocker();
  await phone.openSession();
  const first = await phone.seal('manifest', 0, NO_HASH);
  await phone.appendManifest(first);
  await phone.appendManifest(await phone.seal('manifest', 1, first.hash));
  const chain = await phone.sealChain(9);
  await phone.push(chain.slice(0, 4));
  await phone.push(chain.slice(4));
  await phone.putSegment(chain.slice(0, 5));
  await phone.post(routes.seen, { cursor: 99 });
  const computer = await sampleDevice(app, phone.space);
  await phone.post(routes.device, { device: computer.device, signKey: computer.signKey });
  await computer.openSession();
  await computer.push(await computer.sealChain(3));
  return { space: phone.space, phone: phone.device, computer: computer.device };
}
