import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkStore } from '#server/store/check-store.ts';
import { signBytes } from '#vault/device-keys.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { decodeSuccessor } from '#vault/public/segment-range.ts';
import type { SegmentRow } from '#vault/segment-layout.ts';
import { sealSegment } from '#vault/segment.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { appendActs } from '#web/adapters/locker/append-acts.ts';
import { comeBackAnew } from '#web/adapters/locker/come-back.ts';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { tailToRow } from '#web/adapters/vault/open-space.ts';
import { everythingIn } from '#web/adapters/vault/session-locks.ts';
import type { VaultStore } from '#web/adapters/vault/vault-store.ts';
import { startLiedTo } from './lied-to.ts';
import { headerOf, type lyingServer, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';
import { sealSuccession, type Change } from './seal-succession.ts';
import { countOf } from './sealed-count.ts';

// The phone and the computer belong; the tablet wrote three lines, and has left. The computer is the one lied to.
let server: SampleServer;
let liar: ReturnType<typeof lyingServer>;
let phone: SampleDevice;
let computer: SampleDevice;
let tablet: SampleDevice;
let ids: readonly string[];
beforeEach(async () => {
  ({ server, liar, phone, computer } = await startLiedTo());
  tablet = await sampleDevice(server.transport);
  await pair(phone, tablet, server.transport);
  ids = [await tablet.write(1), await tablet.write(2), await tablet.write(3)];
  await phone.write(4);
  for (const device of [tablet, phone, computer]) await device.sync();
  valueOf(await removeDevice(phone.session, phone.line(), tablet.id()));
  for (const device of [phone, computer]) await device.sync();
});
afterEach(() => server.close());

const ALL = ['line 1', 'line 2', 'line 3', 'line 4'];

const linesLeft = (device: SampleDevice, lines: readonly string[]) =>
  Promise.all(lines.map((line) => countOf(server, device, line)));
const NOWHERE = { server: 0, device: 0 };

const withoutText = (row: SegmentRow): SegmentRow => ({ ...row, put: null, text: '[]' });
const withoutFirst = ([first, ...rest]: readonly SegmentRow[]) => [withoutText(first!), ...rest];

const succession = (signer: SampleDevice, { chain = tablet, ...change }: Partial<Change> = {}) =>
  sealSuccession(phone, signer, { chain, ...change });

/** What the computer makes of it, now and after it was closed and opened again. */
async function showComputer(thing: Thing) {
  const before = new Set((await computer.kept.segmentKeys()).map(({ name }) => name));
  liar.tell((honest) => [...honest, thing]);
  await phone.write(5);
  await phone.sync();
  valueOf(await computer.round());
  const again = await sampleDevice(liar.transport, undefined, computer.kept);
  expect(await again.lines()).toEqual(await computer.lines());
  const isTaken = (await computer.kept.segmentKeys()).some(({ name }) => !before.has(name));
  return { isTaken, alarms: computer.alarms(), lines: await computer.lines() };
}

async function expectForged(thing: Thing, device = tablet): Promise<void> {
  expect(await showComputer(thing)).toEqual({
    isTaken: false,
    alarms: [{ type: 'forged', device: device.id() }],
    lines: [...ALL, 'line 5'],
  });
}

describe('what a device writes in the place of one that has left', () => {
  test('is taken when it says the same', async () => {
    expect(await showComputer(await succession(phone))).toEqual({
      isTaken: true,
      alarms: [],
      lines: [...ALL, 'line 5'],
    });
  });

  test('is refused when the one that has left signs it, in its own name or in that of one that belongs', async () => {
    await expectForged(await succession(tablet));
  });

  test('is refused when it bears another name than that of the one that signed it', async () => {
    await expectForged(await succession(tablet, { successor: phone.id() }));
  });

  test('is refused when nobody of this space signed it', async () => {
    const stranger = await sampleDevice(server.transport);
    await stranger.write(9);
    await expectForged(await succession(stranger));
  });

  test('is refused when it is signed as a segment', async () => {
    await expectForged(await succession(phone, { signedAs: 'segment' }));
  });

  test('is refused of the chain of a device that belongs', async () => {
    await expectForged(await succession(computer, { chain: phone }), phone);
  });

  test('is refused of the chain of the very device that is shown it, while it belongs', async () => {
    await computer.write(5);
    for (const device of [computer, phone]) await device.sync();
    const { isTaken, alarms } = await showComputer(await succession(phone, { chain: computer }));
    expect([isTaken, alarms]).toEqual([false, [{ type: 'forged', device: computer.id() }]]);
  });

  test('is refused when a text is another one', async () => {
    const changed = (row: SegmentRow) => ({ ...row, text: row.text.replace('line 2', 'line 9') });
    await expectForged(await succession(phone, { rows: (rows) => rows.map(changed) }));
  });

  test('is refused when something is added to it', async () => {
    const erase = JSON.stringify([{ type: 'erase', id: ids[0] }]);
    const added = ([first, ...rest]: readonly SegmentRow[]) => [{ ...first!, put: null, text: erase }, ...rest];
    await expectForged(await succession(phone, { rows: added }));
  });

  test('is refused when something is left out that nobody erased', async () => {
    await expectForged(await succession(phone, { rows: withoutFirst }));
  });

  test('is refused when an erasing is left out', async () => {
    const third = await sampleDevice(server.transport);
    await pair(phone, third, server.transport);
    await third.write(6);
    valueOf(await third.api.erase(ids[0]!));
    for (const device of [third, phone, computer]) await device.sync();
    valueOf(await removeDevice(phone.session, phone.line(), third.id()));
    for (const device of [phone, computer]) await device.sync();
    liar.tell(() => []);
    const thing = await succession(phone, { chain: third, rows: (rows) => rows.map(withoutText) });
    const { isTaken, alarms } = await showComputer(thing);
    expect([isTaken, alarms]).toEqual([false, [{ type: 'forged', device: third.id() }]]);
  });

  test('is refused when it goes further than what counts', async () => {
    await tablet.write(7);
    const last = tailToRow(tablet.space().tail.at(-1)!);
    const more = (rows: readonly SegmentRow[]) => [...rows, last];
    await expectForged(await succession(phone, { rows: more }));
  });

  test('is refused from another space', async () => {
    const place = { space: '6'.repeat(32) };
    await expectForged(await succession(phone, { place }));
  });

  test('is refused when it is sealed in another epoch than that of the manifest it names', async () => {
    await expectForged(await succession(phone, { place: { epoch: 1 } }));
  });

  test('is refused when it was made under the keys of an epoch that nobody here has', async () => {
    const thing = await succession(phone);
    thing.bytes[22] = 9;
    await expectForged(thing);
  });
});

test('a device that has left shows no other words in a segment of its own either', async () => {
  const { keyring, keys } = tablet.space();
  const rows = tablet.space().tail.map(tailToRow);
  const changed = rows.map((row) => ({ ...row, text: row.text.replace('line 2', 'line 9') }));
  const { space, device, manifest } = keyring;
  const place = { space, epoch: 1, device: device.id, manifest: manifest.version, firstSeq: 1, previous: NO_HASH };
  const { bytes } = await sealSegment(keys.epochs.get(1)!.segment, place, changed, systemRandomBytes);
  const signed = { type: 'segment', space, device: device.id, hash: await hashOf(bytes) } as const;
  await expectForged({ bytes, signature: await signBytes(keys.sign, signed) });
});

describe('an entry that is erased after its device left', () => {
  const erase = async (device: SampleDevice, id: string) => {
    valueOf(await device.api.erase(id));
    await device.sync();
  };

  test('goes from every device and from the server, and one thing is written for many', async () => {
    for (const id of ids.slice(0, 2)) valueOf(await phone.api.erase(id));
    server.forgetRequests();
    await phone.sync();
    await computer.sync();
    // Its own chain, that of the tablet, and nothing by the computer.
    expect(server.requests().filter(({ path }) => path.endsWith('/segment'))).toHaveLength(2);
    for (const device of [phone, computer]) {
      expect(await linesLeft(device, ['line 1', 'line 2'])).toEqual([NOWHERE, NOWHERE]);
      expect(await device.lines()).toEqual(['line 3', 'line 4']);
      expect(device.alarms()).toEqual([]);
    }
    expect(await checkStore(server.database.read)).toMatchObject({ problems: [] });
  });

  test('goes when another one hears of it, if the one that erased it never comes to it', async () => {
    valueOf(await phone.api.erase(ids[0]!));
    // It sends what it wrote itself, and is gone.
    const { nextSending, send } = await import('#web/adapters/locker/send-own.ts');
    for (let sending = await nextSending(phone.space(), phone.kept); sending?.type === 'segment'; sending = null)
      valueOf(await send(phone.line(), sending));
    await computer.sync();
    expect(await linesLeft(computer, ['line 1'])).toEqual([NOWHERE]);
    expect(await computer.lines()).toEqual(['line 2', 'line 3', 'line 4']);
  });

  test('stays away when the server shows what stood there before, and is not sent round and round', async () => {
    await erase(phone, ids[0]!);
    await computer.sync();
    const older = await phone.kept.segment((await phone.kept.segmentKeys()).find(isOfTablet)!.name);
    await erase(phone, ids[1]!);
    await computer.sync();
    const { isTaken, alarms, lines } = await showComputer(older!);
    expect([isTaken, alarms, lines]).toEqual([false, [], ['line 3', 'line 4', 'line 5']]);
    expect(await linesLeft(computer, ['line 1', 'line 2'])).toEqual([NOWHERE, NOWHERE]);
    liar.tell(null);
    for (const device of [computer, phone, computer]) await device.sync();
    server.forgetRequests();
    for (const device of [computer, phone, computer]) await device.sync();
    expect(server.requests().filter(({ path }) => path.endsWith('/segment'))).toEqual([]);
  });

  const isOfTablet = ({ device }: { readonly device: string }) => device === tablet.id();

  test('goes when two devices see to it at the same moment, whatever each of them knew', async () => {
    await phone.api.erase(ids[0]!);
    await computer.api.erase(ids[1]!);
    await Promise.all([phone.round(), computer.round()]);
    for (const device of [phone, computer, phone, computer, phone, computer]) await device.sync();
    for (const device of [phone, computer]) {
      expect(await linesLeft(device, ['line 1', 'line 2'])).toEqual([NOWHERE, NOWHERE]);
      expect([await device.lines(), device.alarms()]).toEqual([['line 3', 'line 4'], []]);
    }
    server.forgetRequests();
    for (const device of [phone, computer]) await device.sync();
    expect(server.requests().filter(({ path }) => path.endsWith('/segment'))).toEqual([]);
  });

  test('goes from the server when an older one took the place of the newer there', async () => {
    await erase(phone, ids[0]!);
    const older = (await phone.kept.segment((await phone.kept.segmentKeys()).find(isOfTablet)!.name))!;
    await erase(phone, ids[1]!);
    await computer.sync();
    // As if the computer had been slower than the phone.
    valueOf(await computer.line().putSegment(older));
    expect(await linesLeft(phone, ['line 2'])).toEqual([{ server: 1, device: 0 }]);
    await computer.sync();
    expect(await linesLeft(phone, ['line 2'])).toEqual([NOWHERE]);
    await phone.sync();
    expect([await phone.lines(), phone.alarms()]).toEqual([['line 3', 'line 4'], []]);
  });

  test('is waited for when what lacks it comes first, and said when it does not come', async () => {
    await erase(phone, ids[0]!);
    liar.tell((things) => things.filter((thing) => headerOf(thing).kind !== 'segment'));
    valueOf(await computer.round());
    expect([await computer.lines(), computer.alarms()]).toEqual([ALL, [{ type: 'forged', device: tablet.id() }]]);
    liar.tell(null);
    await computer.sync();
    expect(await computer.lines()).toEqual(['line 2', 'line 3', 'line 4']);
    expect(await linesLeft(computer, ['line 1'])).toEqual([NOWHERE]);
  });

  test('goes although the server was never told that its device has left', async () => {
    const third = await sampleDevice(server.transport);
    await pair(phone, third, server.transport);
    const id = await third.write(6);
    for (const device of [third, phone]) await device.sync();
    const { seq, hash } = phone.space().keyring.heads[third.id()]!;
    const acts = [{ type: 'depart', device: third.id(), last: { seq, hash } }] as const;
    valueOf(await appendActs(phone.session, phone.line(), () => acts));
    await erase(phone, id);
    await phone.sync();
    expect(await linesLeft(phone, ['line 6'])).toEqual([NOWHERE]);
  });

  test('goes where a segment reaches past what the others had accepted', async () => {
    const third = await sampleDevice(server.transport);
    await pair(phone, third, server.transport);
    const id = await third.write(6);
    for (const device of [third, phone]) await device.sync();
    const last = phone.space().keyring.heads[third.id()]!;
    await third.write(7);
    // Its own erasing puts all of its chain into a segment.
    valueOf(await third.api.erase(await third.write(8)));
    for (const device of [third, computer]) await device.sync();
    const acts = [{ type: 'depart', device: third.id(), last: { seq: last.seq, hash: last.hash } }] as const;
    valueOf(await appendActs(phone.session, phone.line(), () => acts));
    for (const device of [phone, computer]) await device.sync();
    valueOf(await computer.api.erase(id));
    for (const device of [computer, phone, computer]) await device.sync();
    for (const device of [phone, computer]) {
      expect(await linesLeft(device, ['line 6'])).toEqual([NOWHERE]);
      expect([await device.lines(), device.alarms()]).toEqual([ALL, []]);
    }
    const fresh = await sampleDevice(server.transport);
    await pair(phone, fresh, server.transport);
    expect([await fresh.lines(), fresh.alarms()]).toEqual([ALL, []]);
    expect(await checkStore(server.database.read)).toMatchObject({ problems: [] });
  });

  test('goes at the next round when the storage did not take it at the first', async () => {
    let isFull = true;
    const store: VaultStore = {
      ...computer.kept,
      commit: async (writes) =>
        isFull && writes.putSegments?.some(isOfTablet) === true
          ? { ok: false, error: { type: 'storage-full' } }
          : computer.kept.commit(writes),
    };
    const again = await sampleDevice(server.transport, undefined, store);
    valueOf(await again.api.erase(ids[0]!));
    expect((await again.round()).ok).toBe(false);
    expect(await linesLeft(again, ['line 1'])).toEqual([{ server: 1, device: 1 }]);
    isFull = false;
    await again.sync();
    expect(await linesLeft(again, ['line 1'])).toEqual([NOWHERE]);
  });

  test('goes again from a server that was set back to a backup', async () => {
    const folder = await server.copyFolder();
    await erase(phone, ids[0]!);
    await computer.sync();
    const back = await sampleServer({}, folder);
    const devices = [];
    for (const { kept } of [phone, computer]) devices.push(await sampleDevice(back.transport, undefined, kept));
    for (let turn = 0; turn < 2; turn++) for (const device of devices) await device.sync();
    for (const device of devices) {
      expect(await countOf(back, device, 'line 1')).toEqual(NOWHERE);
      expect(await device.lines()).toEqual(['line 2', 'line 3', 'line 4']);
    }
    const types = devices.flatMap((device) => device.alarms().map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['rolled-back']));
    expect(await checkStore(back.database.read)).toMatchObject({ problems: [] });
    await back.close();
  });

  test('stays away when the one that saw to it is removed, and who comes new reads the rest', async () => {
    await erase(computer, ids[0]!);
    await phone.sync();
    const signers = async () =>
      (await server.database.read.selectFrom('sealed').select('bytes').where('kind', '=', 'segment').execute())
        .map(({ bytes }) => decodeSuccessor(new Uint8Array(bytes!)))
        .filter((signer) => signer !== null);
    expect(await signers()).toEqual([computer.id()]);
    valueOf(await removeDevice(phone.session, phone.line(), computer.id()));
    expect(await signers()).toEqual([phone.id()]);
    const fresh = await sampleDevice(server.transport);
    await pair(phone, fresh, server.transport);
    expect([await fresh.lines(), fresh.alarms()]).toEqual([['line 2', 'line 3', 'line 4'], []]);
    await fresh.sync();
    expect(await linesLeft(fresh, ['line 1'])).toEqual([NOWHERE]);
  });

  test('stays away when the one that saw to it comes back under a new name, and everything else is there', async () => {
    await erase(computer, ids[0]!);
    await computer.write(5);
    const copy = createMemoryStore();
    await copy.commit({
      ...(await everythingIn(computer.kept)),
      meta: (await computer.kept.meta())!,
      keyring: (await computer.kept.keyring())!,
      putSlots: (await computer.kept.slots()) as never,
    });
    await computer.sync();
    await phone.sync();
    const older = await sampleDevice(server.transport, undefined, copy);
    await older.write(6);
    await older.round();
    valueOf(await comeBackAnew(older.session, server.transport));
    for (const device of [older, phone]) await device.sync();
    const rest = ['line 2', 'line 3', 'line 4', 'line 5', 'line 6'];
    for (const device of [older, phone]) expect([await device.lines(), device.alarms()]).toEqual([rest, []]);
    const fresh = await sampleDevice(server.transport);
    await pair(phone, fresh, server.transport);
    expect([await fresh.lines(), fresh.alarms()]).toEqual([rest, []]);
  });
});

test('a new device is shown nothing of a chain that one wrote anew that has left since, until one that belongs has', async () => {
  valueOf(await computer.api.erase(ids[0]!));
  for (const device of [computer, phone]) await device.sync();
  const isOfTablet = (thing: Thing) => headerOf(thing).kind === 'succession';
  const byComputer = await phone.kept.segment(
    (await phone.kept.segmentKeys()).find(({ device }) => device === tablet.id())!.name,
  );
  valueOf(await removeDevice(phone.session, phone.line(), computer.id()));
  const fresh = await sampleDevice(liar.transport);
  liar.tell((things) => things.map((thing) => (isOfTablet(thing) ? byComputer! : thing)));
  await pair(phone, fresh, liar.transport);
  await fresh.round();
  expect(await fresh.lines()).toEqual(['line 4']);
  // What the others wrote builds on it.
  expect(new Set(fresh.alarms().map(({ type }) => type))).toEqual(new Set(['withheld']));
  expect(fresh.alarms()).toContainEqual({ type: 'withheld', device: tablet.id() });
  liar.tell(null);
  fresh.forgetInflow();
  await fresh.sync();
  expect(await fresh.lines()).toEqual(['line 2', 'line 3', 'line 4']);
});
