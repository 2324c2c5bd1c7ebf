import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { largestLetter, pairingMs, routes } from '#contract/routes.ts';
import type { Database } from '../store/database.ts';
import { SAMPLE_STORES } from '../store/sample-stores.ts';
import { sampleDevice, sampleHex } from './sample-device.ts';
import { deviceWithLocker, errorOf, sampleLockers } from './sample-lockers.ts';

const unknown = { status: 404, error: 'mailbox-unknown' };

describe.each(SAMPLE_STORES)('on %s', (_, open) => {
  let app: Hono;
  let database: Database;
  let stop: () => Promise<void>;
  let now = Date.UTC(2026, 10, 28);
  beforeAll(async () => {
    ({ database, stop } = await open());
    app = sampleLockers(database, { now: () => now });
  }, 60_000);
  afterAll(() => stop());

  let phone: Awaited<ReturnType<typeof deviceWithLocker>>;
  let stranger: Awaited<ReturnType<typeof sampleDevice>>;
  beforeEach(async () => {
    phone = await deviceWithLocker(app);
    stranger = await sampleDevice(app);
  });

  const sealedOf = async (answer: Response) => ((await answer.json()) as { sealed: string }).sealed;
  const openBox = (mailbox = sampleHex(4)) => phone.post(routes.pairingOpen, { mailbox });

  test('carries one question and one answer between a device and whoever knows the name', async () => {
    const mailbox = sampleHex(4);
    const [claim, question, answer] = [sampleHex(16), sampleHex(700), sampleHex(900)];
    expect((await openBox(mailbox)).status).toBe(204);
    expect((await phone.post(routes.pairingAsked, { mailbox })).status).toBe(204);
    // Before a question there is nothing to answer, and nobody has a claim.
    expect(await errorOf(await phone.post(routes.pairingAnswer, { mailbox, sealed: answer }))).toEqual(unknown);
    expect(await errorOf(await stranger.post(routes.pairingAnswered, { mailbox, claim }))).toEqual(unknown);

    expect((await stranger.post(routes.pairingAsk, { mailbox, claim, sealed: question })).status).toBe(204);
    expect((await stranger.post(routes.pairingAnswered, { mailbox, claim })).status).toBe(204);
    expect(await sealedOf(await phone.post(routes.pairingAsked, { mailbox }))).toBe(question);
    expect((await phone.post(routes.pairingAnswer, { mailbox, sealed: answer })).status).toBe(204);
    expect(await errorOf(await phone.post(routes.pairingAnswer, { mailbox, sealed: question }))).toEqual(unknown);
    expect(await sealedOf(await stranger.post(routes.pairingAnswered, { mailbox, claim }))).toBe(answer);

    for (const [device, path, body] of [
      [stranger, routes.pairingAnswered, { mailbox, claim }],
      [phone, routes.pairingAsked, { mailbox }],
      [stranger, routes.pairingAsk, { mailbox, claim, sealed: question }],
    ] as const)
      expect(await errorOf(await device.post(path, body)), path).toEqual(unknown);
    expect((await openBox(mailbox)).status).toBe(204);
  });

  test('takes one question, and gives the answer only to whoever asked it', async () => {
    const [mailbox, claim] = [sampleHex(4), sampleHex(16)];
    await openBox(mailbox);
    await stranger.post(routes.pairingAsk, { mailbox, claim, sealed: 'aa' });
    const second = await stranger.post(routes.pairingAsk, { mailbox, claim: sampleHex(16), sealed: 'bb' });
    expect(await errorOf(second)).toEqual(unknown);
    expect(await sealedOf(await phone.post(routes.pairingAsked, { mailbox }))).toBe('aa');
    await phone.post(routes.pairingAnswer, { mailbox, sealed: 'cc' });
    const wrong = await stranger.post(routes.pairingAnswered, { mailbox, claim: sampleHex(16) });
    const none = await stranger.post(routes.pairingAnswered, { mailbox: sampleHex(4), claim });
    expect([await errorOf(wrong), await errorOf(none)]).toEqual([unknown, unknown]);
    expect([...wrong.headers]).toEqual([...none.headers]);
    const take = async () => (await stranger.post(routes.pairingAnswered, { mailbox, claim })).status;
    const taken = await Promise.all([take(), take(), take(), take(), take()]);
    expect(taken.toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404, 404]);
  });

  test('belongs to the device that opened it', async () => {
    const mailbox = sampleHex(4);
    await openBox(mailbox);
    await stranger.post(routes.pairingAsk, { mailbox, claim: sampleHex(16), sealed: 'aa' });
    const sibling = await sampleDevice(app, phone.space);
    await phone.post(routes.device, { device: sibling.device, signKey: sibling.signKey });
    await sibling.openSession();
    const neighbour = await deviceWithLocker(app);
    for (const other of [sibling, neighbour]) {
      expect(await errorOf(await other.post(routes.pairingAsked, { mailbox }))).toEqual(unknown);
      expect(await errorOf(await other.post(routes.pairingAnswer, { mailbox, sealed: 'bb' }))).toEqual(unknown);
      expect(await errorOf(await other.post(routes.pairingOpen, { mailbox }))).toMatchObject({
        error: 'mailbox-taken',
      });
    }
    expect(await errorOf(await stranger.post(routes.pairingAsked, { mailbox }))).toMatchObject({ status: 401 });
    expect(await errorOf(await stranger.post(routes.pairingOpen, { mailbox }))).toMatchObject({ status: 401 });
  });

  test('is over after ten minutes, and its name is free again', async () => {
    const mailbox = sampleHex(4);
    const question = { mailbox, claim: sampleHex(16), sealed: 'aa' };
    await openBox(mailbox);
    now += pairingMs - 1;
    await phone.openSession();
    expect(await errorOf(await openBox(mailbox))).toEqual({ status: 409, error: 'mailbox-taken' });
    now += 1;
    expect(await errorOf(await stranger.post(routes.pairingAsk, question))).toEqual(unknown);
    expect(await errorOf(await phone.post(routes.pairingAsked, { mailbox }))).toEqual(unknown);
    expect((await openBox(mailbox)).status).toBe(204);
    expect((await stranger.post(routes.pairingAsk, question)).status).toBe(204);
    // Whatever is over is deleted when another is opened.
    now += pairingMs;
    await phone.openSession();
    await openBox();
    const left = await database.read.selectFrom('mailboxes').select('mailbox').execute();
    expect(left.length).toBe(1);
  });

  test('is one of three that a space has open at once, and goes with the space', async () => {
    for (let count = 0; count < 3; count++) expect((await openBox()).status).toBe(204);
    now += 60_000;
    expect(await errorOf(await openBox())).toEqual({ status: 429, error: 'too-many', at: 540 });
    await phone.post(routes.erase, {});
    const rows = database.read.selectFrom('mailboxes').select('mailbox').where('space', '=', phone.space);
    expect(await rows.execute()).toEqual([]);
  });

  test('takes a letter up to its largest, and nothing but a letter', async () => {
    const mailbox = sampleHex(4);
    const ask = (sealed: string, claim = sampleHex(16)) => stranger.post(routes.pairingAsk, { mailbox, claim, sealed });
    await openBox(mailbox);
    for (const sealed of ['', 'a', 'AA', 'zz', 'a'.repeat(2 * largestLetter + 2)])
      expect(await errorOf(await ask(sealed)), sealed.slice(0, 4)).toEqual({ status: 400, error: 'bad-request' });
    expect((await ask('ab'.repeat(2 * largestLetter))).status).toBe(413);
    expect((await ask('ab', sampleHex(15))).status).toBe(400);
    expect((await ask('ab'.repeat(largestLetter))).status).toBe(204);
    expect(await sealedOf(await phone.post(routes.pairingAsked, { mailbox }))).toBe('ab'.repeat(largestLetter));
  });
});
