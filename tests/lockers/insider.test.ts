import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '#core/space/operation.ts';
import { signBytes } from '#vault/device-keys.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { sealOperation } from '#vault/operation-envelope.ts';
import { sealSegment } from '#vault/segment.ts';
import { sealActs } from '#web/adapters/locker/append-acts.ts';
import { listDevices, removeDevice } from '#web/adapters/locker/devices.ts';
import { admit, askToJoin, finishJoining, lookForAsk, openPairing } from '#web/adapters/locker/pair.ts';
import { tailToRow } from '#web/adapters/vault/open-space.ts';
import { headerOf, lyingServer, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

// A server and a device that was removed, or was never meant to stay, together: one carries, the other has keys.
let server: SampleServer;
let liar: ReturnType<typeof lyingServer>;
let phone: SampleDevice;
let tablet: SampleDevice;
let insider: SampleDevice;
beforeEach(async () => {
  server = await sampleServer();
  liar = lyingServer(server.transport);
  phone = await sampleDevice(server.transport);
  await phone.openLocker();
  tablet = await sampleDevice(liar.transport);
  await pair(phone, tablet, server.transport);
  insider = await sampleDevice(server.transport);
  await pair(phone, insider, server.transport);
  await phone.write(1);
  await phone.sync();
  await tablet.sync();
  await insider.sync();
});
afterEach(() => server.close());

/** An operation that goes on the phone's chain, sealed with the first epoch's key and signed by whoever makes it. */
async function nextOfPhone(
  { keyring, keys }: ReturnType<SampleDevice['space']>,
  changes: Operation['changes'] = [],
): Promise<Thing> {
  const head = keyring.heads[phone.id()]!;
  const place = { space: keyring.space, epoch: 1, manifest: keyring.manifest.version, previous: head.hash };
  const operation = {
    device: phone.id(),
    seq: head.seq + 1,
    lamport: head.lamport + 1,
    seen: {},
    at: 0,
    changes,
  };
  const bytes = valueOf(await sealOperation(keys.epochs.get(1)!.operation, place, operation, systemRandomBytes));
  const signed = {
    type: 'head',
    space: keyring.space,
    device: phone.id(),
    seq: head.seq + 1,
    hash: await hashOf(bytes),
  } as const;
  return { bytes, signature: await signBytes(keys.sign, signed) };
}

async function expectForged(things: readonly Thing[], lines: readonly string[]): Promise<void> {
  liar.tell((honest) => [...honest, ...things]);
  await phone.write(2);
  await phone.sync();
  await tablet.round();
  expect(await tablet.lines()).toEqual([...lines, 'line 2']);
  // At a place that is taken it is a fork, elsewhere a forgery: noticed it is.
  expect(tablet.alarms().some(({ type }) => type === 'forged' || type === 'fork')).toBe(true);
}

describe('a server together with a device that has the keys of an epoch', () => {
  test('cannot write in the name of another device, beside what that one has written', async () => {
    await expectForged([await nextOfPhone(insider.space())], ['line 1']);
  });

  test('cannot erase in the name of another device, at a place where that one has written nothing', async () => {
    const id = await phone.write(2);
    await phone.sync();
    await tablet.sync();
    await insider.sync();
    const head = phone.space().keyring.heads[phone.id()];
    const forged = await nextOfPhone(insider.space(), [{ type: 'erase', id }]);
    liar.tell((honest) => [...honest, forged]);
    await insider.write(3);
    await insider.sync();
    await tablet.round();
    expect(await tablet.lines()).toEqual(['line 1', 'line 2', 'line 3']);
    expect(tablet.space().keyring.heads[phone.id()]).toEqual(head);
    expect(tablet.alarms()).toEqual([{ type: 'forged', device: phone.id() }]);
    // The place is free for what the phone does write there.
    liar.tell(null);
    await phone.sync();
    await phone.write(4);
    await phone.sync();
    await tablet.sync();
    expect(await tablet.lines()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  test('cannot put what another device wrote into a segment of its own making', async () => {
    const { keyring, keys, others } = insider.space();
    const [first] = others.get(phone.id())!.tail;
    const rows = [{ ...tailToRow(first!), text: '[]', put: null }];
    const place = {
      space: keyring.space,
      epoch: 1,
      device: phone.id(),
      manifest: keyring.manifest.version,
      firstSeq: 1,
      previous: first!.previous,
    };
    const { bytes } = await sealSegment(keys.epochs.get(1)!.segment, place, rows, systemRandomBytes);
    const signed = { type: 'segment', space: keyring.space, device: phone.id(), hash: await hashOf(bytes) } as const;
    await expectForged([{ bytes, signature: await signBytes(keys.sign, signed) }], ['line 1']);
    const again = await sampleDevice(server.transport, undefined, tablet.kept);
    expect(await again.lines()).toEqual(['line 1', 'line 2']);
  });

  test('cannot change who belongs in the name of another device', async () => {
    const { keyring, keys, membership } = insider.space();
    const place = {
      space: keyring.space,
      membership,
      previous: keyring.manifest.hash,
      epochs: keyring.epochs,
      keysOf: () => keys.epochs.get(1),
    };
    const acts = [{ type: 'name', device: phone.id(), name: 'Nobody said so' }] as const;
    const manifest = (await sealActs(place, { id: phone.id(), sign: keys.sign }, acts)) as Thing;
    await expectForged([manifest], ['line 1']);
    expect(listDevices(tablet.space()).map(({ name }) => name)).not.toContain('Nobody said so');
  });

  test('cannot have an operation taken that is sealed in an epoch that is over', async () => {
    valueOf(await removeDevice(phone.session, phone.line(), insider.id()));
    await phone.sync();
    await tablet.sync();
    const late = await nextOfPhone(phone.space());
    liar.tell(() => [late]);
    await phone.write(2);
    await phone.sync();
    await tablet.round();
    expect(tablet.alarms()).toContainEqual({ type: 'forged', device: phone.id() });
    expect(await tablet.lines()).toEqual(['line 1']);
  });

  test('cannot lead a new device into another history of who belongs', async () => {
    const { keyring, keys, membership } = insider.space();
    const { pairing, words } = valueOf(await openPairing(phone.line()));
    const fresh = await sampleDevice(liar.transport);
    const { joining } = valueOf(await askToJoin(liar.transport, words.join(' '), ''));
    valueOf(await lookForAsk(phone.line(), pairing));
    valueOf(await admit(phone.session, phone.line(), pairing));
    // It takes the new one in itself, in place of the phone.
    const { id, sign, box } = joining.device;
    const device = { id, signKey: sign.public, boxKey: box.public };
    const place = {
      space: keyring.space,
      membership,
      previous: keyring.manifest.hash,
      epochs: keyring.epochs,
      keysOf: () => keys.epochs.get(1),
    };
    const other = (await sealActs(place, { id: insider.id(), sign: keys.sign }, [{ type: 'enrol', device }])) as Thing;
    const { seq } = headerOf(other);
    liar.tell((things) =>
      things.map((thing) => (headerOf(thing).kind === 'manifest' && headerOf(thing).seq === seq ? other : thing)),
    );
    const finished = await finishJoining(fresh.session, liar.transport, joining);
    expect(finished.ok ? null : finished.error.type).toBe('not-the-same');
    expect(hexToBytes(fresh.space().keyring.space)).not.toEqual(hexToBytes(keyring.space));
  });
});
