import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { HEADER_LENGTH } from '#vault/public/header.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { admit, askToJoin, finishJoining, lookForAsk, openPairing } from '#web/adapters/locker/pair.ts';
import { makeRecoveryCode, recover } from '#web/adapters/locker/recovery.ts';
import { startLiedTo } from './lied-to.ts';
import { flipped, headerOf, isOperation, type lyingServer, type Lie, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

let server: SampleServer;
let liar: ReturnType<typeof lyingServer>;
let phone: SampleDevice;
let computer: SampleDevice;
beforeEach(async () => {
  ({ server, liar, phone, computer } = await startLiedTo());
  await phone.sync();
  await computer.sync();
});
afterEach(() => server.close());

const errorOf = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }) =>
  result.ok ? null : result.error?.type;

/** What the computer sees under this lie, and then under the truth. */
async function linesUnder(
  lie: Lie,
): Promise<{ lied: readonly string[]; alarms: readonly string[]; after: readonly string[] }> {
  liar.tell(lie);
  await computer.round();
  const lied = await computer.lines();
  const alarms = computer.alarms().map(({ type }) => type);
  liar.tell(null);
  computer.forgetInflow();
  await computer.sync();
  return { lied, alarms, after: await computer.lines() };
}

describe('a server that changes what it holds', () => {
  test('is found out at every byte of a header, and the true one is taken in afterwards', async () => {
    for (let at = 0; at < HEADER_LENGTH; at++) {
      await phone.write(at, `line ${at}`);
      await phone.sync();
      const before = await computer.lines();
      const { lied, after } = await linesUnder((things) =>
        things.map((thing) => (isOperation(thing) ? { ...thing, bytes: flipped(thing.bytes, at) } : thing)),
      );
      expect([at, lied]).toEqual([at, before]);
      expect([at, after.length]).toEqual([at, before.length + 1]);
    }
  }, 60_000);

  test.each<[string, Lie]>([
    [
      'a byte of what is sealed',
      (things) => things.map((thing) => ({ ...thing, bytes: flipped(thing.bytes, thing.bytes.length - 1) })),
    ],
    [
      'a byte of the signature',
      (things) =>
        things.map((thing) => (isOperation(thing) ? { ...thing, signature: flipped(thing.signature, 5) } : thing)),
    ],
    ['no signature', (things) => things.map((thing) => ({ ...thing, signature: new Uint8Array(0) }))],
    [
      'no envelope at all',
      (things) => things.map((thing) => ({ ...thing, bytes: new TextEncoder().encode('{"changes":[]}') })),
    ],
    ['chance', (things) => things.map(() => ({ signature: systemRandomBytes(64), bytes: systemRandomBytes(700) }))],
    [
      'the inside of one in the header of another',
      (things) => {
        const [first, second] = things.filter(isOperation);
        if (first === undefined || second === undefined) return things;
        const mixed = new Uint8Array([
          ...first.bytes.subarray(0, HEADER_LENGTH),
          ...second.bytes.subarray(HEADER_LENGTH),
        ]);
        return [{ ...first, bytes: mixed }, second];
      },
    ],
    ['only the last one', (things) => things.slice(-1)],
    [
      'the last one without the one before',
      (things) => things.filter((thing) => !isOperation(thing) || headerOf(thing).seq !== 1),
    ],
  ])('shows nothing of it: %s', async (_, lie) => {
    await phone.write(1);
    await phone.write(2);
    await phone.sync();
    const { lied, after } = await linesUnder(lie);
    expect(lied).toEqual([]);
    expect(after).toEqual(['line 1', 'line 2']);
  });

  test('cannot put in what belongs to another space, or what another device wrote', async () => {
    const stranger = await sampleDevice(server.transport);
    await stranger.openLocker();
    await stranger.write(9, 'of somebody else');
    await stranger.sync();
    const strange = valueOf(await stranger.line().pull(0)).things.filter((thing) =>
      isOperation(thing as Thing),
    ) as Thing[];
    await phone.write(1);
    await phone.sync();
    const { lied, alarms, after } = await linesUnder((things) => [...strange, ...things]);
    expect([lied, alarms, after]).toEqual([['line 1'], ['forged'], ['line 1']]);
  });

  test('may show everything twice, from behind, and in pieces: it comes to the same', async () => {
    for (let n = 0; n < 6; n++) await phone.write(n);
    await phone.sync();
    const { lied, alarms } = await linesUnder((things) => [...things.toReversed(), ...things, ...things.toReversed()]);
    expect([lied.length, alarms]).toEqual([6, []]);
  });
});

describe('a server that keeps something back', () => {
  test('is noticed as soon as another device builds on it', async () => {
    const tablet = await sampleDevice(server.transport);
    await pair(phone, tablet, server.transport);
    await phone.write(1);
    await phone.sync();
    await tablet.sync();
    await tablet.write(2);
    await tablet.sync();
    const withoutPhone: Lie = (things) =>
      things.filter((thing) => headerOf(thing).device !== phone.id() || headerOf(thing).kind !== 'operation');
    const { lied, after } = await linesUnder(withoutPhone);
    expect(lied).toEqual([]);
    expect(computer.alarms()).toEqual([{ type: 'withheld', device: tablet.id() }]);
    expect(after).toEqual(['line 1', 'line 2']);
  });

  test('cannot show a new device less than the one that took it in had', async () => {
    await phone.write(1);
    await phone.sync();
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    const tablet = await sampleDevice(liar.transport);
    const { joining } = valueOf(await askToJoin(liar.transport, words.join(' '), ''));
    valueOf(await lookForAsk(phone.line(), pairing));
    valueOf(await admit(phone.session, phone.line(), pairing));
    liar.tell((things) => things.filter((thing) => !isOperation(thing)));
    valueOf(await finishJoining(tablet.session, liar.transport, joining));
    await tablet.sync();
    expect(tablet.alarms()).toEqual([{ type: 'withheld', device: phone.id() }]);
    liar.tell(null);
    tablet.forgetInflow();
    await tablet.sync();
    expect(await tablet.lines()).toEqual(['line 1']);
  });

  test('cannot let a new device believe in an older state of who belongs', async () => {
    valueOf(await removeDevice(phone.session, phone.line(), computer.id()));
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    const tablet = await sampleDevice(liar.transport);
    const { joining } = valueOf(await askToJoin(liar.transport, words.join(' '), ''));
    valueOf(await lookForAsk(phone.line(), pairing));
    valueOf(await admit(phone.session, phone.line(), pairing));
    liar.tell((things) => things.filter((thing) => headerOf(thing).kind !== 'manifest' || headerOf(thing).seq < 2));
    expect(errorOf(await finishJoining(tablet.session, liar.transport, joining))).toBe('not-the-same');
  });
});

describe('a server that puts itself in between', () => {
  test('cannot take in a device of its own under the words of another', async () => {
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    const { mailbox } = pairing.words;
    const sealed = Buffer.from(systemRandomBytes(556)).toString('hex');
    await server.transport(routes.pairingAsk, {
      method: 'POST',
      body: JSON.stringify({ mailbox, claim: '0a'.repeat(16), sealed }),
    });
    expect(errorOf(await lookForAsk(phone.line(), pairing))).toBe('not-by-these-words');
    expect(errorOf(await askToJoin(server.transport, words.join(' '), ''))).toBe('words-over');
  });

  test('cannot lead the recovery code into another space', async () => {
    const paper = valueOf(await makeRecoveryCode(phone.session, phone.line()));
    const typed = { locker: paper.locker.join(' '), code: paper.code.join(' ') };
    const stranger = await sampleDevice(server.transport);
    await stranger.openLocker();
    await stranger.sync();
    const strange = valueOf(await stranger.line().pull(0)).things as Thing[];
    const found = await sampleDevice(liar.transport);
    liar.tell(() => strange);
    expect(errorOf(await recover(found.session, liar.transport, typed, ''))).toBe('not-the-same');
    expect(await found.lines()).toEqual([]);
  });

  test('cannot bring in what a removed device went on writing', async () => {
    const gone = valueOf(await computer.line().pull(0)).things.length;
    valueOf(await removeDevice(phone.session, phone.line(), computer.id()));
    await computer.write(1, 'written after the removal');
    const { nextSending } = await import('#web/adapters/locker/send-own.ts');
    const sending = await nextSending(computer.space(), computer.kept);
    if (sending?.type !== 'operations') throw new Error('nothing to smuggle');
    const smuggled = { signature: sending.signature, bytes: sending.operations[0]! };
    const tablet = await sampleDevice(liar.transport);
    await pair(phone, tablet, server.transport);
    await phone.write(2);
    await phone.sync();
    liar.tell((things) => [smuggled, ...things, smuggled]);
    await tablet.sync();
    expect([gone > 0, await tablet.lines()]).toEqual([true, ['line 2']]);
  });
});

describe('a server that was set back to last week', () => {
  test('is noticed, is given again what it lacks, and nothing is lost', async () => {
    await phone.write(1);
    await phone.sync();
    await computer.sync();
    const folder = await server.copyFolder();
    const tablet = await sampleDevice(server.transport);
    await pair(phone, tablet, server.transport, 'The tablet');
    for (const [n, device] of [phone, computer, tablet].entries()) {
      await device.write(10 + n);
      await device.sync();
    }
    await computer.sync();
    const old = await sampleServer({}, folder);
    for (const device of [phone, computer, tablet]) {
      const again = await sampleDevice(old.transport, undefined, device.kept);
      const first = await again.round();
      // The tablet is not known there until one of the others has come.
      expect([null, 'no-session']).toContain(errorOf(first));
    }
    const devices = [];
    for (const { kept } of [phone, computer, tablet]) devices.push(await sampleDevice(old.transport, undefined, kept));
    for (let turn = 0; turn < 2; turn++) for (const device of devices) await device.sync();
    const all = ['line 1', 'line 10', 'line 11', 'line 12'];
    for (const device of devices) expect(await device.lines()).toEqual(all);
    expect(devices.some((device) => device.alarms().some(({ type }) => type === 'rolled-back'))).toBe(true);
    const types = devices.flatMap((device) => device.alarms().map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['rolled-back']));
    const fresh = await sampleDevice(old.transport);
    await pair(devices[0]!, fresh, old.transport);
    expect(await fresh.lines()).toEqual(all);
    await old.close();
  });
});
