import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { checkStore } from '../store/check-store.ts';
import type { Database } from '../store/database.ts';
import { SAMPLE_STORES } from '../store/sample-stores.ts';
import { sampleDevice } from './sample-device.ts';
import { deviceWithLocker, errorOf, sampleLockers } from './sample-lockers.ts';

const misfit = { status: 422, error: 'segment-misfit' };
const badRequest = { status: 400, error: 'bad-request' };

describe.each(SAMPLE_STORES)('a succession on %s', (_, open) => {
  let database: Database;
  let stop: () => Promise<void>;
  let app: ReturnType<typeof sampleLockers>;
  beforeAll(async () => {
    ({ database, stop } = await open());
    app = sampleLockers(database);
  }, 60_000);
  afterAll(() => stop());

  /** The tablet has written six lines, the first four in a segment too. */
  async function start() {
    const phone = await deviceWithLocker(app);
    const join = async () => {
      const device = await sampleDevice(app, phone.space);
      await phone.post(routes.device, { device: device.device, signKey: device.signKey });
      await device.openSession();
      return device;
    };
    const tablet = await join();
    const chain = await tablet.sealChain(6);
    await tablet.push(chain);
    await tablet.putSegment(chain.slice(0, 4));
    const leave = async (device = tablet.device) =>
      void (await phone.post(routes.deviceState, { device, state: 'left' }));
    const rows = () =>
      database.read
        .selectFrom('sealed')
        .select(['kind', 'seq', 'hash', 'bytes'])
        .where('space', '=', phone.space)
        .where('chain', '=', tablet.device)
        .orderBy('cursor')
        .execute();
    const withBytes = async () => (await rows()).filter(({ bytes }) => bytes !== null).map(({ hash }) => hash);
    return { phone, tablet, chain, join, leave, rows, withBytes };
  }

  test('takes the place of all that a device that has left had written, whose bytes go at once', async () => {
    const { phone, chain, leave, rows, withBytes } = await start();
    await leave();
    const { hash, answer } = await phone.putSuccession(chain, { twice: true });
    expect([answer.status, await answer.json()]).toEqual([200, { cursor: 8 }]);
    expect(await withBytes()).toEqual([hash]);
    expect((await rows()).map(({ kind }) => kind[0]).join('')).toBe('oooooos');
    expect((await phone.pull(0)).hashes).toEqual([hash]);
    expect(await checkStore(database.read)).toMatchObject({ problems: [] });
    const newer = await phone.putSuccession(chain);
    expect(await withBytes()).toEqual([newer.hash]);
    expect(await checkStore(database.read)).toMatchObject({ problems: [] });
  });

  test('is taken of a part, and from any device that belongs, whoever signed it', async () => {
    const { phone, chain, leave, join, withBytes } = await start();
    const computer = await join();
    await leave();
    computer.useToken(phone.authorization().slice('Bearer '.length));
    expect((await computer.putSuccession(chain.slice(0, 4))).answer.status).toBe(200);
    expect(await withBytes()).toHaveLength(3);
    const last = await phone.putSuccession(chain.slice(4));
    expect(last.answer.status).toBe(200);
    expect(await withBytes()).toHaveLength(2);
    expect(await checkStore(database.read)).toMatchObject({ problems: [] });
  });

  test('is refused while the device belongs, and of the own chain', async () => {
    const { phone, tablet, chain, withBytes } = await start();
    const before = await withBytes();
    expect(await errorOf((await phone.putSuccession(chain)).answer)).toEqual(misfit);
    expect(await errorOf((await tablet.putSuccession(chain)).answer)).toEqual(misfit);
    expect(await withBytes()).toEqual(before);
  });

  test('is refused when a device has signed it that has left, or is not there, or another one than it says', async () => {
    const { phone, tablet, chain, leave, join, withBytes } = await start();
    const computer = await join();
    await leave();
    const before = await withBytes();
    expect(await errorOf((await tablet.putSuccession(chain)).answer)).toEqual({ status: 401, error: 'no-session' });
    // Brought by one that belongs, signed by one that does not.
    tablet.useToken(phone.authorization().slice('Bearer '.length));
    expect(await errorOf((await tablet.putSuccession(chain)).answer)).toEqual(misfit);
    expect(await errorOf((await tablet.putSuccession(chain, { successor: phone.device })).answer)).toEqual(badRequest);
    const stranger = await sampleDevice(app, phone.space);
    stranger.useToken(phone.authorization().slice('Bearer '.length));
    expect(await errorOf((await stranger.putSuccession(chain)).answer)).toEqual(badRequest);
    computer.useToken(phone.authorization().slice('Bearer '.length));
    await leave(computer.device);
    expect(await errorOf((await computer.putSuccession(chain)).answer)).toEqual(misfit);
    expect(await withBytes()).toEqual(before);
  });

  test('is refused when what is signed is a segment, or of another space', async () => {
    const { phone, chain, leave, withBytes } = await start();
    await leave();
    const before = await withBytes();
    expect(await errorOf((await phone.putSuccession(chain, { signAs: 'segment' })).answer)).toEqual(badRequest);
    const other = await deviceWithLocker(app);
    expect(await errorOf((await other.putSuccession(chain)).answer)).toEqual(misfit);
    expect(await withBytes()).toEqual(before);
  });

  test('is refused when it ends in another history, begins within a segment, or goes on after what is there', async () => {
    const { phone, tablet, chain, leave, withBytes } = await start();
    const other = await tablet.sealChain(9);
    await leave();
    const before = await withBytes();
    for (const part of [other.slice(0, 6), [...chain.slice(0, 5), other[5]!], chain.slice(2), chain.slice(1, 4)])
      expect(await errorOf((await phone.putSuccession(part)).answer)).toEqual(misfit);
    expect(await errorOf((await phone.putSuccession(other.slice(7))).answer)).toEqual({
      status: 422,
      error: 'gap',
      at: 7,
    });
    expect(await withBytes()).toEqual(before);
  });

  test('ends the chain where it ends, when a segment went on past what the others accepted', async () => {
    const { phone, tablet, chain, leave, rows, withBytes } = await start();
    await tablet.putSegment(chain.slice(0, 5));
    await leave();
    const { hash, answer } = await phone.putSuccession(chain.slice(0, 3));
    expect(answer.status).toBe(200);
    expect(await withBytes()).toEqual([hash]);
    expect((await rows()).map(({ kind, seq }) => `${kind[0]}${seq}`)).toEqual(['o1', 'o2', 'o3', 's3']);
    expect(await checkStore(database.read)).toMatchObject({ problems: [] });
  });

  test('is checked by the key of the one that signed it', async () => {
    const { phone, chain, leave } = await start();
    await leave();
    await phone.putSuccession(chain);
    const damage = (to: { readonly sign_key: Uint8Array }) =>
      database.write(async (writer) => ({
        ok: true,
        value: await writer
          .updateTable('devices')
          .set(to)
          .where('space', '=', phone.space)
          .where('device', '=', phone.device)
          .execute(),
      }));
    await damage({ sign_key: new Uint8Array(65) });
    const { problems } = await checkStore(database.read);
    expect(problems).toEqual([{ kind: 'signature', space: phone.space }]);
    await damage({ sign_key: Buffer.from(phone.signKey, 'hex') });
    expect(await checkStore(database.read)).toMatchObject({ problems: [] });
  });
});
