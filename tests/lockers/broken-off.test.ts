import { afterEach, beforeEach, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { nameDevice, removeDevice, listDevices } from '#web/adapters/locker/devices.ts';
import type { Transport } from '#web/adapters/locker/line.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { draft } from '#web/adapters/vault/sample-session.ts';
import type { VaultStore } from '#web/adapters/vault/vault-store.ts';
import { pair, sampleDevice, valueOf } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';
import { countOf } from './sealed-count.ts';

let server: SampleServer;
beforeEach(async () => {
  server = await sampleServer();
});
afterEach(() => server.close());

/** A storage that takes nothing the `failing`-th time, and everything before and after. */
function moody(failing: number) {
  const kept = createMemoryStore();
  let commits = -Infinity;
  const store: VaultStore = {
    ...kept,
    commit: async (writes) => {
      commits += 1;
      return commits === failing ? { ok: false, error: { type: 'storage-full' } } : kept.commit(writes);
    },
  };
  return { store, begin: () => void (commits = 0), hasFailed: () => commits >= failing };
}

/** A line that breaks the `failing`-th time: before the server hears it, or after it has done what it was asked. */
function shaky(failing: number, when: 'before' | 'after') {
  let asked = -Infinity;
  const transport: Transport = async (path, init) => {
    asked += 1;
    if (asked === failing && when === 'before') throw new TypeError('the line broke');
    const answer = await server.transport(path, init);
    if (asked === failing) throw new TypeError('the line broke');
    return answer;
  };
  return { transport, begin: () => void (asked = 0), hasFailed: () => asked >= failing };
}

/** Written on both, edited and erased across: what has to be there in the end, whatever broke off on the way. */
async function liveThrough(
  transport: Transport,
  store: VaultStore,
  begin: () => void,
): Promise<readonly (readonly string[])[]> {
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const computer = await sampleDevice(transport, undefined, store);
  await pair(phone, computer, transport);
  const ids = [await phone.write(1), await phone.write(2), await phone.write(3)];
  await phone.sync();
  begin();
  await computer.round();
  const again = async (act: () => Promise<{ readonly ok: boolean }>) => {
    if (!(await act()).ok) await act();
  };
  await again(() => computer.api.put(draft(4)));
  await computer.round();
  await again(() => computer.api.erase(ids[0]!));
  valueOf(await phone.api.edit(ids[1]!, ['answers', 'line'], 'line two', true));
  await phone.sync();
  await computer.round();
  for (let turn = 0; turn < 3; turn++) {
    await computer.round();
    await phone.sync();
  }
  const later = await sampleDevice(server.transport, undefined, store);
  expect([...phone.alarms(), ...later.alarms()]).toEqual([]);
  return [await phone.lines(), await computer.lines(), await later.lines()];
}

/** Erased on both, after the device had left that wrote it: in how many things it stands in the end, and what is left. */
async function eraseOfOneThatLeft(transport: Transport, store: VaultStore, begin: () => void) {
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const computer = await sampleDevice(transport, undefined, store);
  await pair(phone, computer, transport);
  const tablet = await sampleDevice(server.transport);
  await pair(phone, tablet, server.transport);
  const ids = [await tablet.write(1), await tablet.write(2), await tablet.write(3)];
  for (const device of [tablet, phone, computer]) await device.sync();
  valueOf(await removeDevice(phone.session, phone.line(), tablet.id()));
  await computer.sync();
  begin();
  const erased = await computer.api.erase(ids[0]!);
  if (!erased.ok) await computer.api.erase(ids[0]!);
  valueOf(await phone.api.erase(ids[1]!));
  await computer.round();
  await phone.sync();
  for (let turn = 0; turn < 3; turn++) {
    await computer.round();
    await phone.sync();
  }
  const later = await sampleDevice(server.transport, undefined, store);
  expect([...phone.alarms(), ...later.alarms()]).toEqual([]);
  const lines = [await phone.lines(), await later.lines()];
  const counts = [];
  for (const device of [phone, later])
    for (const line of ['line 1', 'line 2']) counts.push(await countOf(server, device, line));
  return { lines, left: counts.filter((count) => count.server + count.device > 0) };
}

const GONE = { lines: [['line 3'], ['line 3']], left: [] };

test('a storage that is full at any moment keeps nothing of what was erased in the chain of a device that has left', async () => {
  for (let failing = 1; ; failing++) {
    const { store, begin, hasFailed } = moody(failing);
    expect([failing, await eraseOfOneThatLeft(server.transport, store, begin)]).toEqual([failing, GONE]);
    await server.close();
    server = await sampleServer();
    if (!hasFailed()) break;
  }
}, 60_000);

test.each(['before', 'after'] as const)(
  'nor does a line that breaks at any request, %s the server has done it',
  async (when) => {
    for (let failing = 1; ; failing++) {
      const { transport, begin, hasFailed } = shaky(failing, when);
      expect([failing, await eraseOfOneThatLeft(transport, createMemoryStore(), begin)]).toEqual([failing, GONE]);
      await server.close();
      server = await sampleServer();
      if (!hasFailed()) break;
    }
  },
  60_000,
);

const ALL = ['line 3', 'line 4', 'line two'];

test('a storage that is full at any moment loses nothing that was there, and it goes on where it broke off', async () => {
  for (let failing = 1; ; failing++) {
    const { store, begin, hasFailed } = moody(failing);
    expect([failing, await liveThrough(server.transport, store, begin)]).toEqual([failing, [ALL, ALL, ALL]]);
    if (!hasFailed()) break;
  }
}, 60_000);

test.each(['before', 'after'] as const)(
  'a line that breaks at any request, %s the server has done it, loses nothing',
  async (when) => {
    for (let failing = 1; ; failing++) {
      const { transport, begin, hasFailed } = shaky(failing, when);
      expect([failing, await liveThrough(transport, createMemoryStore(), begin)]).toEqual([failing, [ALL, ALL, ALL]]);
      if (!hasFailed()) break;
    }
  },
  60_000,
);

test('two devices that change who belongs at the same moment: both changes stand, one after the other', async () => {
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const computer = await sampleDevice(server.transport);
  await pair(phone, computer, server.transport);
  const tablet = await sampleDevice(server.transport);
  await pair(phone, tablet, server.transport);
  await computer.sync();
  let isFirst = true;
  // The phone is quicker, between the computer's look and its act.
  const late: Transport = async (path, init) => {
    if (path === routes.manifest && isFirst) {
      isFirst = false;
      valueOf(await removeDevice(phone.session, phone.line(), tablet.id()));
    }
    return server.transport(path, init);
  };
  const again = await sampleDevice(late, undefined, computer.kept);
  valueOf(await nameDevice(again.session, again.line(), again.id(), 'At home'));
  await phone.sync();
  const seen = listDevices(phone.space()).map(({ name, hasLeft }) => [name, hasLeft]);
  expect(seen).toEqual([
    [null, false],
    ['At home', false],
    ['the new one', true],
  ]);
});
