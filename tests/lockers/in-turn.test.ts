import { afterEach, beforeEach, expect, test } from 'vitest';
import { signBytes } from '#vault/device-keys.ts';
import { hashOf } from '#vault/public/hash.ts';
import { decodeSegmentRange } from '#vault/public/segment-range.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SegmentRow } from '#vault/segment-layout.ts';
import { sealSegment } from '#vault/segment.ts';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { tableToRows } from '#web/adapters/vault/open-space.ts';
import { headerOf, lyingServer, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

// Two devices write in turn, so that the chain of each builds upon that of the other.
let server: SampleServer;
let liar: ReturnType<typeof lyingServer>;
let phone: SampleDevice;
let tablet: SampleDevice;
const ids: string[] = [];
beforeEach(async () => {
  server = await sampleServer();
  liar = lyingServer(server.transport);
  phone = await sampleDevice(server.transport);
  await phone.openLocker();
  tablet = await sampleDevice(server.transport);
  await pair(phone, tablet, server.transport);
  ids.splice(0);
  for (let n = 1; n <= 6; n++) {
    const [writer, reader] = n % 2 === 1 ? [phone, tablet] : [tablet, phone];
    ids.push(await writer.write(n));
    await writer.sync();
    await reader.sync();
  }
});
afterEach(() => server.close());

const settle = async (devices: readonly SampleDevice[]) => {
  for (let turn = 0; turn < 3; turn++) for (const device of devices) await device.sync();
};

async function fresh(there: SampleDevice) {
  const device = await sampleDevice(liar.transport);
  await pair(there, device, liar.transport);
  await device.round();
  return device;
}

/** Both have put their chains into one segment each. */
async function eraseOnBoth() {
  valueOf(await phone.api.erase(ids[0]!));
  valueOf(await tablet.api.erase(ids[1]!));
  await settle([phone, tablet]);
}

const REST = ['line 3', 'line 4', 'line 5', 'line 6'];

test('who comes new reads two chains of which each is one piece that builds upon the other', async () => {
  await eraseOnBoth();
  const device = await fresh(phone);
  expect([await device.lines(), device.alarms()]).toEqual([REST, []]);
});

test('and one that is a piece and one that is not', async () => {
  valueOf(await phone.api.erase(ids[0]!));
  await settle([phone, tablet]);
  const device = await fresh(tablet);
  expect([await device.lines(), device.alarms()]).toEqual([['line 2', ...REST], []]);
});

test('and one that was written anew after its device left', async () => {
  valueOf(await removeDevice(phone.session, phone.line(), tablet.id()));
  valueOf(await phone.api.erase(ids[0]!));
  valueOf(await phone.api.erase(ids[1]!));
  await settle([phone]);
  const device = await fresh(phone);
  expect([await device.lines(), device.alarms()]).toEqual([REST, []]);
});

const isOfTablet = (thing: Thing): boolean => headerOf(thing).device === tablet.id();

test('takes none of them while the other is withheld, and says so', async () => {
  await eraseOnBoth();
  liar.tell((things) => things.filter((thing) => !isOfTablet(thing) || headerOf(thing).kind !== 'segment'));
  const device = await fresh(phone);
  expect(await device.lines()).toEqual([]);
  expect(await device.kept.segmentKeys()).toEqual([]);
  expect(device.alarms()).toContainEqual({ type: 'withheld', device: phone.id() });
  liar.tell(null);
  device.forgetInflow();
  await device.sync();
  expect(await device.lines()).toEqual(REST);
});

test('takes none while something is withheld whose clock says nothing', async () => {
  // By then the tablet's is the lower clock: nothing but what the phone had seen tells that it exists.
  await tablet.write(7);
  for (const n of [8, 9, 10]) await phone.write(n);
  for (const device of [tablet, phone]) await device.sync();
  valueOf(await phone.api.erase(ids[0]!));
  await settle([phone, tablet]);
  const last = tablet.space().keyring.heads[tablet.id()]!.seq;
  const isWithheld = (thing: Thing) => isOfTablet(thing) && headerOf(thing).seq === last;
  liar.tell((things) => things.filter((thing) => !isWithheld(thing)));
  const device = await fresh(phone);
  const isOfPhone = ({ device: chain }: { readonly device: string }) => chain === phone.id();
  expect((await device.kept.segmentKeys()).filter(isOfPhone)).toEqual([]);
  expect(device.alarms()).toContainEqual({ type: 'withheld', device: phone.id() });
});

test('takes none whose clock does not fit what it builds upon', async () => {
  await eraseOnBoth();
  const { keyring, keys, segments } = tablet.space();
  const late = (row: SegmentRow, n: number, all: readonly SegmentRow[]) =>
    n === all.length - 1 ? { ...row, lamport: row.lamport + 1 } : row;
  const rows = tableToRows(segments[0]!.table!).map(late);
  const instead = async (thing: Thing): Promise<Thing> => {
    const { space, epoch, device, manifest, previous } = headerOf(thing);
    const range = valueOf(decodeSegmentRange(thing.bytes) as { ok: true; value: { firstSeq: number } });
    const place = { space, epoch, device, manifest, previous, firstSeq: range.firstSeq };
    const { bytes } = await sealSegment(keys.epochs.get(epoch)!.segment, place, rows, systemRandomBytes);
    const signed = { type: 'segment', space: keyring.space, device, hash: await hashOf(bytes) } as const;
    return { bytes, signature: await signBytes(keys.sign, signed) };
  };
  const changed = await instead((await tablet.kept.segment(segments[0]!.name))!);
  liar.tell((things) =>
    things.map((thing) => (isOfTablet(thing) && headerOf(thing).kind === 'segment' ? changed : thing)),
  );
  const device = await fresh(phone);
  expect([await device.lines(), await device.kept.segmentKeys()]).toEqual([[], []]);
  expect(device.alarms().length).toBeGreaterThan(0);
});
