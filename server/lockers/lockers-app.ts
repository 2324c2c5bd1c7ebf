import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ErrorCode } from '#contract/errors.ts';
import { encodeFrames } from '#contract/frames.ts';
import {
  largestBody,
  largestSealedBody,
  pullHeaders,
  routes,
  type ChallengeAnswer,
  type ChallengeRequest,
  type DeviceRequest,
  type DeviceStateRequest,
  type LockerRequest,
  type Proof,
  type PullRequest,
  type SeenRequest,
  type SessionAnswer,
  type StoredAnswer,
} from '#contract/routes.ts';
import type { Result } from '#core/result.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { strictPolicy } from '../content-security-policy.ts';
import { jsonResponse, refusal } from '../json-response.ts';
import { createSecurityHeaders } from '../security-headers.ts';
import { addDevice, findDevice, noteSeen, setDeviceState } from '../store/devices.ts';
import { pull } from '../store/pull.ts';
import { createSpace, eraseSpace } from '../store/spaces.ts';
import { keepManifest, keepOperations, keepSegment } from './keep-sealed.ts';
import type { LockerOptions } from './options.ts';
import { readFields } from './read-fields.ts';
import { giveChallenge, isProved, openSession, SESSION_MS, whoAsks, type Asker } from './who-asks.ts';

/** One answer carries about so many bytes at most. */
const LARGEST_PULL = 1024 * 1024;

const proofFields = { space: 16, device: 16, challenge: 32, signature: 64 } as const;

type Refusal = { readonly tag: ErrorCode | 'space-unknown'; readonly at?: number };

/** The lockers of helpers: what a device may ask of its space. Nothing here can open what it carries. */
export function createLockersApp(options: LockerOptions, { tls }: { readonly tls: boolean }): Hono {
  const { database } = options;
  const refuse = ({ tag, at }: Refusal) =>
    refusal(tag === 'space-unknown' ? 'no-session' : tag, { tls, ...(at !== undefined && { at }) });
  const badRequest = () => refuse({ tag: 'bad-request' });
  const empty = () =>
    new Response(null, {
      status: 204,
      headers: { ...createSecurityHeaders({ policy: strictPolicy, tls }), 'cache-control': 'no-store' },
    });
  const say = (body: ChallengeAnswer | SessionAnswer | StoredAnswer) => jsonResponse(body, { status: 200, tls });
  const done = (result: Result<unknown, Refusal>) => (result.ok ? empty() : refuse(result.error));
  const stored = (result: Result<StoredAnswer, Refusal>) => (result.ok ? say(result.value) : refuse(result.error));

  const app = new Hono();
  const post = (path: string, answer: (context: Context) => Promise<Response>, maxSize = largestBody) =>
    app.post(
      path,
      bodyLimit({ maxSize, onError: () => refusal('body-too-large', { tls, headers: { connection: 'close' } }) }),
      answer,
    );
  /** For what only a device of the space may ask. */
  const postAsDevice = (
    path: string,
    answer: (asker: Asker, context: Context) => Promise<Response>,
    maxSize?: number,
  ) =>
    post(
      path,
      async (context) => {
        const asker = await whoAsks(options, context.req.header('authorization'));
        return asker.ok ? answer(asker.value, context) : refuse(asker.error);
      },
      maxSize,
    );

  post(routes.challenge, async ({ req }) => {
    const asked: ChallengeRequest | null = readFields(await req.text(), { space: 16 });
    return asked === null ? badRequest() : say({ challenge: await giveChallenge(options, asked.space) });
  });

  post(routes.locker, async ({ req }) => {
    const asked: LockerRequest | null = readFields(await req.text(), { ...proofFields, signKey: 65 }, { voucher: 32 });
    if (asked === null) return badRequest();
    if (options.policy === 'closed') return refuse({ tag: 'lockers-closed' });
    const signKey = hexToBytes(asked.signKey);
    if (!(await isProved(options, asked, signKey))) return refuse({ tag: 'no-session' });
    const voucher = options.policy === 'open' ? null : await hashOf(hexToBytes(asked.voucher ?? ''));
    return done(await createSpace(database, { ...asked, signKey, voucher, now: options.now() }));
  });

  post(routes.session, async ({ req }) => {
    const asked: Proof | null = readFields(await req.text(), proofFields);
    if (asked === null) return badRequest();
    const device = await findDevice(database.read, asked.space, asked.device);
    // Who is unknown is told no more than who signs wrong.
    const isThere = await isProved(options, asked, new Uint8Array(device?.signKey ?? []));
    if (!isThere || device?.state === 'left') return refuse({ tag: 'no-session' });
    return say({ token: await openSession(options, asked), seconds: SESSION_MS / 1_000 });
  });

  postAsDevice(routes.pull, async ({ space }, { req }) => {
    const asked: PullRequest | null = readFields(await req.text(), { after: 'count' });
    if (asked === null) return badRequest();
    const { sealed, cursor, hasMore } = await pull(database.read, {
      space,
      after: asked.after,
      mostBytes: LARGEST_PULL,
    });
    if (sealed.length === 0) return empty();
    const body = encodeFrames(sealed.flatMap(({ signature, bytes }) => [signature ?? new Uint8Array(0), bytes]));
    return new Response(body, {
      headers: {
        ...createSecurityHeaders({ policy: strictPolicy, tls }),
        'cache-control': 'no-store',
        'content-type': 'application/octet-stream',
        'content-length': String(body.length),
        [pullHeaders.cursor]: String(cursor),
        [pullHeaders.more]: hasMore ? '1' : '0',
      },
    });
  });

  for (const [path, keep] of [
    [routes.push, keepOperations],
    [routes.manifest, keepManifest],
    [routes.segment, keepSegment],
  ] as const)
    postAsDevice(
      path,
      async (asker, { req }) => stored(await keep(options, asker, new Uint8Array(await req.arrayBuffer()))),
      largestSealedBody,
    );

  postAsDevice(routes.seen, async (asker, { req }) => {
    const asked: SeenRequest | null = readFields(await req.text(), { cursor: 'count' });
    return asked === null ? badRequest() : done(await noteSeen(database, { ...asker, ...asked }));
  });

  postAsDevice(routes.device, async ({ space }, { req }) => {
    const asked: DeviceRequest | null = readFields(await req.text(), { device: 16, signKey: 65 });
    if (asked === null) return badRequest();
    const { device, signKey } = asked;
    return done(await addDevice(database, { space, device, signKey: hexToBytes(signKey), now: options.now() }));
  });

  postAsDevice(routes.deviceState, async ({ space }, { req }) => {
    const asked: DeviceStateRequest | null = readFields(await req.text(), {
      device: 16,
      state: ['active', 'dormant', 'left'],
    });
    return asked === null ? badRequest() : done(await setDeviceState(database, { space, ...asked }));
  });

  postAsDevice(routes.erase, async ({ space }) => done(await eraseSpace(database, space)));

  return app;
}
