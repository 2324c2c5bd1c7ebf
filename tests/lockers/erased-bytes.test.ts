import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOperation } from '#vault/operation-envelope.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { openSegment } from '#vault/segment.ts';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { headerOf } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

let server: SampleServer;
beforeEach(async () => void (server = await sampleServer()));
afterEach(() => server.close());

const ERASED = 'to be forgotten';

/** Whether the line stands in it for whoever has the keys. */
async function holds({ space }: SampleDevice, bytes: Bytes): Promise<boolean> {
  const { keyring, keys } = space();
  const { kind, epoch, device, seq } = headerOf({ bytes });
  const [place, key] = [{ space: keyring.space, device, seq }, keys.epochs.get(epoch)!];
  if (kind === 'manifest') return false;
  if (kind === 'operation')
    return JSON.stringify(valueOf(await openOperation(key.operation, bytes, place))).includes(ERASED);
  const { table } = valueOf(await openSegment(key.segment, bytes, place));
  return Array.from({ length: table.rows }, (_, row) => table.textOf(row)).some((text) => text.includes(ERASED));
}

/** In how many sealed things the line stands, at the server and in the storage of the device. */
async function count(device: SampleDevice) {
  const { kept } = device;
  const rows = await server.database.read.selectFrom('sealed').select('bytes').where('bytes', 'is not', null).execute();
  const segments = await Promise.all((await kept.segmentKeys()).map(({ name }) => kept.segment(name)));
  const stored = [...(await kept.others()), ...(await kept.tail()), ...segments.map((segment) => segment!)];
  const countIn = async (all: readonly Bytes[]) =>
    (await Promise.all(all.map((bytes) => holds(device, bytes)))).filter(Boolean).length;
  return {
    server: await countIn(rows.map(({ bytes }) => new Uint8Array(bytes!))),
    device: await countIn(stored.map(({ bytes }) => bytes)),
  };
}

/** The tablet has written two lines, and both devices have them. */
async function start() {
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const tablet = await sampleDevice(server.transport);
  await pair(phone, tablet, server.transport);
  const id = await tablet.write(1, ERASED);
  await tablet.write(2);
  for (const device of [tablet, phone, tablet]) await device.sync();
  expect(await count(phone)).toEqual({ server: 1, device: 1 });
  const remove = async () => valueOf(await removeDevice(phone.session, phone.line(), tablet.id()));
  return { phone, tablet, id, remove };
}

test('what a device erases is gone, byte and all, from the chain of one that heard of it before it left', async () => {
  const { phone, tablet, id, remove } = await start();
  valueOf(await phone.api.erase(id));
  for (const device of [phone, tablet]) await device.sync();
  await remove();
  await phone.sync();
  expect(await phone.lines()).toEqual(['line 2']);
  expect(await count(phone)).toEqual({ server: 0, device: 0 });
  expect(phone.alarms()).toEqual([]);
});

// docs/threat-model.md says so: nobody but the device itself can write its chain anew.
test.each([
  ['after its device left', false],
  ['before its device left, which had not heard of it', true],
])('what was erased %s stays sealed, and nobody is shown it', async (_, isErasedFirst) => {
  const { phone, id, remove } = await start();
  if (!isErasedFirst) await remove();
  valueOf(await phone.api.erase(id));
  await phone.sync();
  if (isErasedFirst) await remove();
  await phone.sync();
  expect(await count(phone)).toEqual({ server: 1, device: 1 });
  const fresh = await sampleDevice(server.transport);
  await pair(phone, fresh, server.transport);
  for (const device of [phone, fresh, await sampleDevice(server.transport, undefined, phone.kept)])
    expect(await device.lines()).toEqual(['line 2']);
});
