import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeFrames } from '#contract/frames.ts';
import { largestBody, largestSealedBody, routes } from '#contract/routes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import type { Database } from '../store/database.ts';
import { addVoucher } from '../store/spaces.ts';
import { openSqlite } from '../store/sqlite.ts';
import { createLockersApp } from './lockers-app.ts';
import type { LockerPolicy } from './options.ts';
import { sampleDevice, sampleHex } from './sample-device.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballast-lockers-'));
let database: Database;
let now = Date.UTC(2026, 10, 28);
let app: ReturnType<typeof createLockersApp>;

const appWith = (policy: LockerPolicy, largestSpace = 1e8) =>
  createLockersApp(
    {
      database,
      policy,
      largestSpace,
      months: 24,
      now: () => now,
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    },
    { tls: false },
  );

beforeAll(async () => {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  database = opened.value;
});
beforeEach(() => void (app = appWith('open')));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function newDevice(policy?: LockerPolicy) {
  const device = await sampleDevice(policy ? appWith(policy) : app);
  expect((await device.makeLocker()).status).toBe(204);
  expect((await device.openSession()).status).toBe(200);
  return device;
}
const errorOf = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as object) });

describe('a locker', () => {
  test('carries what one device sealed to another, and says nothing when there is nothing new', async () => {
    const phone = await newDevice();
    const chain = await phone.sealChain(5);
    expect(await (await phone.push(chain.slice(0, 2))).json()).toEqual({ cursor: 2 });
    expect(await (await phone.push(chain.slice(2))).json()).toEqual({ cursor: 5 });
    expect(await (await phone.push(chain.slice(2))).json()).toEqual({ cursor: 5 });

    const computer = await sampleDevice(app, phone.space);
    const { device, signKey } = computer;
    expect((await phone.post(routes.device, { device, signKey })).status).toBe(204);
    expect((await computer.openSession()).status).toBe(200);
    const pulled = await computer.pull(0);
    expect(pulled).toEqual({ status: 200, hashes: chain.map(({ hash }) => hash), cursor: 5, hasMore: false });
    const nothing = await computer.post(routes.pull, { after: 5 });
    expect([nothing.status, await nothing.text()]).toEqual([204, '']);
    expect(await (await computer.push(await computer.sealChain(1))).json()).toEqual({ cursor: 6 });
  });

  test('keeps manifests in a row and segments beside their operations', async () => {
    const phone = await newDevice();
    const first = await phone.seal('manifest', 0, NO_HASH);
    expect(await (await phone.appendManifest(first)).json()).toEqual({ cursor: 1 });
    const late = await phone.appendManifest(await phone.seal('manifest', 0, NO_HASH));
    expect(await errorOf(late)).toEqual({ status: 412, error: 'manifest-conflict', at: 0 });
    expect((await phone.appendManifest(await phone.seal('manifest', 1, first.hash))).status).toBe(200);

    const chain = await phone.sealChain(4);
    await phone.push(chain);
    expect(await errorOf(await phone.putSegment((await phone.sealChain(4)).slice(0, 3)))).toEqual({
      status: 422,
      error: 'segment-misfit',
    });
    expect(await (await phone.putSegment(chain.slice(0, 3))).json()).toEqual({ cursor: 7 });
    expect((await phone.pull(0)).hashes.length).toBe(7);
    expect((await phone.post(routes.seen, { cursor: 7 })).status).toBe(204);
    // Two manifests, the operation that stands in no segment, and the segment.
    expect((await phone.pull(0)).hashes.length).toBe(4);
  });

  test('takes a segment where its operations never came, and goes on after it', async () => {
    const phone = await newDevice();
    const chain = await phone.sealChain(9);
    expect(await errorOf(await phone.putSegment(chain.slice(1, 4)))).toEqual({ status: 422, error: 'gap', at: 1 });
    expect((await phone.putSegment(chain.slice(0, 4))).status).toBe(200);
    expect(await errorOf(await phone.push(chain.slice(6)))).toEqual({ status: 422, error: 'gap', at: 5 });
    expect((await phone.push(chain.slice(4, 6))).status).toBe(200);
    const other = await phone.sealChain(9);
    expect(await errorOf(await phone.putSegment(other.slice(6)))).toEqual({ status: 422, error: 'segment-misfit' });
    expect(await (await phone.putSegment(chain.slice(4))).json()).toEqual({ cursor: 4 });
  });

  test('says where a chain has to go on, and refuses another history', async () => {
    const phone = await newDevice();
    const [chain, other] = [await phone.sealChain(4), await phone.sealChain(4)];
    await phone.push(chain.slice(0, 2));
    expect(await errorOf(await phone.push(chain.slice(3)))).toEqual({ status: 422, error: 'gap', at: 3 });
    expect(await errorOf(await phone.push(other))).toEqual({ status: 409, error: 'fork' });
  });

  test('is gone when its helper erases it, and so is every session', async () => {
    const phone = await newDevice();
    await phone.push(await phone.sealChain(2));
    expect((await phone.post(routes.erase, {})).status).toBe(204);
    expect(await errorOf(await phone.post(routes.pull, { after: 0 }))).toEqual({ status: 401, error: 'no-session' });
    expect((await phone.openSession()).status).toBe(401);
    expect((await phone.makeLocker()).status).toBe(204);
    expect((await phone.openSession()).status).toBe(200);
    expect((await phone.pull(0)).status).toBe(204);
  });

  test('holds no more than the server lets it', async () => {
    app = appWith('open', 2_000);
    const phone = await newDevice();
    const chain = await phone.sealChain(3);
    expect((await phone.push(chain.slice(0, 2))).status).toBe(200);
    expect(await errorOf(await phone.push(chain.slice(2)))).toEqual({ status: 507, error: 'space-full' });
  });
});

describe('who may', () => {
  test('make a locker: whoever the operator lets, once a voucher', async () => {
    const closed = await sampleDevice(appWith('closed'));
    expect(await errorOf(await closed.makeLocker())).toEqual({ status: 403, error: 'lockers-closed' });
    const voucher = sampleHex(32);
    await addVoucher(database, await hashOf(new Uint8Array(Buffer.from(voucher, 'hex'))), now + 1);
    const [one, two] = [await sampleDevice(appWith('voucher')), await sampleDevice(appWith('voucher'))];
    const unknown = { status: 403, error: 'voucher-unknown' };
    expect(await errorOf(await one.makeLocker())).toEqual(unknown);
    expect(await errorOf(await one.makeLocker({ voucher: sampleHex(32) }))).toEqual(unknown);
    expect((await one.makeLocker({ voucher })).status).toBe(204);
    expect(await errorOf(await two.makeLocker({ voucher }))).toEqual(unknown);
    const taken = await one.post(routes.locker, { ...(await one.prove()), signKey: one.signKey });
    expect(await errorOf(taken)).toEqual(unknown);
  });

  test('come in: who signs a new challenge of this server with its own key', async () => {
    const phone = await newDevice();
    const stranger = await sampleDevice(app, phone.space);
    const noSession = { status: 401, error: 'no-session' };
    // No device of the space; another's id; a challenge twice; one that is too old.
    expect(await errorOf(await stranger.openSession())).toEqual(noSession);
    const asPhone = await stranger.prove({ space: phone.space, device: phone.device });
    expect(await errorOf(await stranger.post(routes.session, asPhone))).toEqual(noSession);
    const proof = await phone.prove();
    expect((await phone.post(routes.session, proof)).status).toBe(200);
    expect(await errorOf(await phone.post(routes.session, proof))).toEqual(noSession);
    const old = await phone.prove();
    now += 2 * 60_000;
    expect(await errorOf(await phone.post(routes.session, old))).toEqual(noSession);
  });

  test('stay: a quarter of an hour, and not after leaving', async () => {
    const phone = await newDevice();
    now += 15 * 60_000 - 1;
    expect((await phone.pull(0)).status).toBe(204);
    now += 1;
    expect((await phone.pull(0)).status).toBe(401);
    await phone.openSession();
    const { device } = phone;
    expect((await phone.post(routes.deviceState, { device, state: 'left' })).status).toBe(204);
    expect((await phone.pull(0)).status).toBe(401);
    // Who proves that it was the space's is told why; anybody else is told nothing.
    expect(await errorOf(await phone.openSession())).toEqual({ status: 403, error: 'device-left' });
  });

  test('not reach into another space with a session of its own', async () => {
    const [phone, neighbour] = [await newDevice(), await newDevice()];
    const chain = await neighbour.sealChain(2);
    expect((await phone.push(chain)).status).toBe(400);
    let token = '';
    const answer = await phone.post(routes.session, await phone.prove());
    ({ token } = (await answer.json()) as { token: string });
    phone.useToken(`${neighbour.space}.${token.split('.')[1]}`);
    expect((await phone.pull(0)).status).toBe(401);
  });

  test('not push what its device has not signed as it stands', async () => {
    const phone = await newDevice();
    const chain = await phone.sealChain(3);
    const signature = await phone.signHead(chain[2]!);
    const frames = chain.map(({ bytes }) => bytes);
    const bad = { status: 400, error: 'bad-request' };
    const push = async (body: Uint8Array) => errorOf(await phone.post(routes.push, body));
    // Another head signed, no signature, a signature alone, and each byte of each header changed.
    expect(await push(encodeFrames([signature, ...frames.slice(0, 2)]))).toEqual(bad);
    expect(await push(encodeFrames(frames))).toEqual(bad);
    expect(await push(encodeFrames([signature]))).toEqual(bad);
    for (let at = 0; at < 83; at++) {
      const changed = Uint8Array.from(frames[2]!, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await push(encodeFrames([signature, frames[0]!, frames[1]!, changed]))).toEqual(bad);
    }
    expect((await phone.pull(0)).status).toBe(204);
  });
});

describe('whatever comes in', () => {
  const paths = Object.values(routes).filter((path) => path.startsWith('/api/'));

  test('is refused without a failure of the server', async () => {
    const phone = await newDevice();
    const body = fc.oneof(fc.string(), fc.json(), fc.uint8Array({ maxLength: 400 }), fc.jsonValue().map(wrapped));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, fc.option(fc.string()), async (path, sent, header) => {
        if (path === routes.erase) return;
        const printable = header?.replaceAll(/[^ -~]/g, '') ?? null;
        const headers: Record<string, string> = printable === null ? {} : { authorization: printable };
        const answer = await phone.post(path, sent, headers);
        expect(answer.status, `${path} ${JSON.stringify(sent)}`).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });

  test('is no larger than its route takes', async () => {
    const phone = await newDevice();
    const large = { status: 413, error: 'body-too-large' };
    const fill = (length: number) => new Uint8Array(length);
    expect(await errorOf(await phone.post(routes.pull, fill(largestBody + 1)))).toEqual(large);
    expect(await errorOf(await phone.post(routes.push, fill(largestSealedBody + 1)))).toEqual(large);
    expect((await phone.post(routes.push, fill(largestSealedBody))).status).toBe(400);
  });
});

/** As a body nearly is: the fields of one, with other values. */
const wrapped = (value: unknown) => ({ space: value, device: value, after: value, cursor: value, signKey: value });
