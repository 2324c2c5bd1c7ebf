import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStore } from '#server/store/check-store.ts';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { makeRecoveryCode, recover } from '#web/adapters/locker/recovery.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';
import { countOf } from './sealed-count.ts';

let server: SampleServer;
beforeEach(async () => void (server = await sampleServer()));
afterEach(() => server.close());

const ERASED = 'to be forgotten';

const count = (device: SampleDevice) => countOf(server, device, ERASED);

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

test.each([
  ['after its device left', false],
  ['before its device left, which had not heard of it', true],
])('what is erased %s is gone, byte and all, for whoever comes later too', async (_, isErasedFirst) => {
  const { phone, id, remove } = await start();
  if (!isErasedFirst) await remove();
  valueOf(await phone.api.erase(id));
  await phone.sync();
  if (isErasedFirst) await remove();
  await phone.sync();
  expect(await count(phone)).toEqual({ server: 0, device: 0 });
  const fresh = await sampleDevice(server.transport);
  await pair(phone, fresh, server.transport);
  expect(await count(fresh)).toEqual({ server: 0, device: 0 });
  for (const device of [phone, fresh, await sampleDevice(server.transport, undefined, phone.kept)])
    expect(await device.lines()).toEqual(['line 2']);
  expect([...phone.alarms(), ...fresh.alarms()]).toEqual([]);
  expect(await checkStore(server.database.read)).toMatchObject({ problems: [] });
});

test('what only a lost device had written, and is erased after coming back with the code, is gone, byte and all', async () => {
  const { phone, tablet, id } = await start();
  const paper = valueOf(await makeRecoveryCode(phone.session, phone.line()));
  const found = await sampleDevice(server.transport);
  const typed = { locker: paper.locker.join(' '), code: paper.code.join(' ') };
  valueOf(await recover(found.session, server.transport, typed, 'The new one'));
  for (const lost of [phone, tablet]) valueOf(await removeDevice(found.session, found.line(), lost.id()));
  await found.sync();
  valueOf(await found.api.erase(id));
  await found.sync();
  expect(await count(found)).toEqual({ server: 0, device: 0 });
  expect(await found.lines()).toEqual(['line 2']);
  const again = await sampleDevice(server.transport);
  valueOf(await recover(again.session, server.transport, typed, 'The next one'));
  expect(await again.lines()).toEqual(['line 2']);
  expect(await count(again)).toEqual({ server: 0, device: 0 });
  expect([...found.alarms(), ...again.alarms()]).toEqual([]);
  expect(await checkStore(server.database.read)).toMatchObject({ problems: [] });
});
