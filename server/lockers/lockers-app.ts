import type { Hono } from 'hono';
import { encodeFrames } from '#contract/frames.ts';
import {
  largestSealedBody,
  pullHeaders,
  routes,
  type ChallengeRequest,
  type DeviceRequest,
  type DeviceStateRequest,
  type HeldRequest,
  type LockerRequest,
  type Proof,
  type PullRequest,
  type SeenRequest,
} from '#contract/routes.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { addDevice, findDevice, noteSeen, setDeviceState } from '../store/devices.ts';
import { findHeld } from '../store/held.ts';
import { pull } from '../store/pull.ts';
import { createPushing } from '../store/push-operations.ts';
import { createSpace, eraseSpace, findLatest } from '../store/spaces.ts';
import { createChallenges } from './challenges.ts';
import { keepManifest, keepOperations, keepSegment } from './keep-sealed.ts';
import type { LockerOptions } from './options.ts';
import { addPairingRoutes } from './pairing.ts';
import { readFields } from './read-fields.ts';
import { createRouting } from './routing.ts';
import { sha256OfHex } from './sha256.ts';
import { createVerifier } from './verifier.ts';
import { openSession, SESSION_MS } from './who-asks.ts';

/** One answer carries about so many bytes at most. */
const LARGEST_PULL = 4 * 1024 * 1024;

const proofFields = { space: 16, device: 16, challenge: 32, signature: 64 } as const;

/** The lockers of helpers: what a device may ask of its space. Nothing here can open what it carries. */
export function createLockersApp(options: LockerOptions, { tls }: { readonly tls: boolean }): Hono {
  const { database } = options;
  const challenges = createChallenges(options);
  const routing = createRouting(options, { tls });
  const {
    app,
    refuseLocker,
    refuseSealed,
    refuse,
    badRequest,
    empty,
    say,
    sayBytes,
    done,
    saying,
    post,
    postAsDevice,
  } = routing;

  post(routes.challenge, async ({ req }) => {
    const asked: ChallengeRequest | null = readFields(await req.text(), { space: 16 });
    return asked === null ? badRequest() : say({ challenge: await challenges.give(asked.space) });
  });

  post(routes.locker, async (context) => {
    const asked: LockerRequest | null = readFields(
      await context.req.text(),
      { ...proofFields, signKey: 65 },
      { voucher: 32 },
    );
    if (asked === null) return badRequest();
    if (options.policy === 'closed') return refuse({ tag: 'lockers-closed' });
    const signKey = hexToBytes(asked.signKey);
    if (!(await challenges.isProved(asked, signKey))) return refuse({ tag: 'no-session' });
    // Whoever has a voucher was let in by the operator, also when thirty of a course do it from one address.
    const tooMany = options.policy === 'open' ? refuseLocker(context) : null;
    if (tooMany) return tooMany;
    const voucher = options.policy === 'open' ? null : sha256OfHex(asked.voucher ?? '');
    return done(await createSpace(database, { ...asked, signKey, voucher, now: options.now() }));
  });

  post(routes.session, async ({ req }) => {
    const asked: Proof | null = readFields(await req.text(), proofFields);
    if (asked === null) return badRequest();
    const device = await findDevice(database.read, asked.space, asked.device);
    // Who is unknown is told no more than who signs wrong.
    const isThere = await challenges.isProved(asked, new Uint8Array(device?.signKey ?? []));
    if (!isThere) return refuse({ tag: 'no-session' });
    if (device?.state === 'left') return refuse({ tag: 'device-left' });
    return say({ token: await openSession(options, asked), seconds: SESSION_MS / 1_000 });
  });

  postAsDevice(routes.pull, async ({ space, device }, { req }) => {
    const asked: PullRequest | null = readFields(await req.text(), { after: 'count' });
    if (asked === null) return badRequest();
    const { sealed, cursor, hasMore } = await pull(database.read, {
      space,
      after: asked.after,
      mostBytes: options.largestPull ?? LARGEST_PULL,
    });
    // Asked after it, so that nothing in the answer stands behind it.
    const known = await findLatest(database.read, space, device);
    if (known === null) return refuse({ tag: 'space-unknown' });
    const lastGiven = { [pullHeaders.latest]: String(known.latest), [pullHeaders.seen]: String(known.seen) };
    if (sealed.length === 0) return empty(lastGiven);
    return sayBytes(encodeFrames(sealed.flatMap(({ signature, bytes }) => [signature ?? new Uint8Array(0), bytes])), {
      ...lastGiven,
      [pullHeaders.cursor]: String(cursor),
      [pullHeaders.more]: hasMore ? '1' : '0',
    });
  });

  postAsDevice(routes.held, async ({ space }, { req }) => {
    const asked: HeldRequest | null = readFields(await req.text(), { after: 'count' });
    return asked === null ? badRequest() : saying(await findHeld(database.read, { space, ...asked }));
  });

  const keeping = { ...options, push: createPushing(database), isSigned: createVerifier() };
  for (const [path, keep] of [
    [routes.push, keepOperations],
    [routes.manifest, keepManifest],
    [routes.segment, keepSegment],
  ] as const)
    postAsDevice(
      path,
      async (asker, { req }) =>
        refuseSealed(asker.space) ?? saying(await keep(keeping, asker, new Uint8Array(await req.arrayBuffer()))),
      largestSealedBody,
    );

  postAsDevice(routes.seen, async (asker, { req }) => {
    const asked: SeenRequest | null = readFields(await req.text(), { cursor: 'count' });
    return asked === null ? badRequest() : done(await noteSeen(database, { ...asker, ...asked }));
  });

  postAsDevice(routes.device, async ({ space }, { req }) => {
    const asked: DeviceRequest | null = readFields(
      await req.text(),
      { device: 16, signKey: 65 },
      { state: ['active', 'dormant'] },
    );
    if (asked === null) return badRequest();
    const signKey = hexToBytes(asked.signKey);
    return done(await addDevice(database, { state: 'active', ...asked, space, signKey, now: options.now() }));
  });

  postAsDevice(routes.deviceState, async ({ space }, { req }) => {
    const asked: DeviceStateRequest | null = readFields(await req.text(), {
      device: 16,
      state: ['active', 'dormant', 'left'],
    });
    return asked === null ? badRequest() : done(await setDeviceState(database, { space, ...asked }));
  });

  postAsDevice(routes.erase, async ({ space }) => done(await eraseSpace(database, space)));

  addPairingRoutes(options, routing);

  return app;
}
