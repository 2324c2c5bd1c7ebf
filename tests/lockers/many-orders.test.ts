import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeDevice } from '#web/adapters/locker/devices.ts';
import { lyingServer, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer } from './sample-server.ts';
import { countOf } from './sealed-count.ts';

const YEAR = 365 * 24 * 3_600_000;
/** One clock is right, one stands years back, one years ahead. */
const CLOCKS = [0, -9 * YEAR, 4 * YEAR];
const TODAY = 1_795_300_000_000;

const steps = fc.array(
  fc.record({
    device: fc.nat(2),
    entry: fc.nat(5),
    act: fc.constantFrom('write', 'write', 'much', 'edit', 'edit', 'edit', 'erase', 'lock', 'sync', 'sync', 'sync'),
  }),
  { minLength: 5, maxLength: 30 },
);

/** Everything once more, and in another order. */
const scrambled = (seed: number) => {
  let state = seed;
  const next = () => (state = (state * 48_271 + 11) % 2_147_483_647) / 2_147_483_647;
  return (things: readonly Thing[]): readonly Thing[] =>
    [...things, ...things.filter(() => next() < 0.5)]
      .map((thing) => ({ thing, order: next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ thing }) => thing);
};

async function stateOf(device: SampleDevice): Promise<unknown> {
  const all: unknown[] = [];
  const { besides } = valueOf(await device.api.entries({}, (slice) => all.push(...slice)));
  return { all, besides, erased: [...device.space().state.erased].sort((a, b) => a.localeCompare(b)) };
}

test('three devices, offline for as long as they like, with clocks years apart, are the same in the end', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), fc.constantFrom(600, 4_000, 1_000_000), async (plan, seed, largestPull) => {
      const server = await sampleServer({ largestPull });
      const scrambling = lyingServer(server.transport);
      const devices: SampleDevice[] = [];
      for (const [n, off] of CLOCKS.entries()) {
        const device = await sampleDevice(scrambling.transport, () => TODAY + off);
        if (n === 0) await device.openLocker();
        else await pair(devices[0]!, device, scrambling.transport);
        devices.push(device);
      }
      const ids: string[] = [];
      scrambling.tell(scrambled(seed));
      for (const [n, { device: which, entry, act }] of plan.entries()) {
        const device = devices[which]!;
        const id = ids[entry % Math.max(1, ids.length)];
        if (act === 'write') ids.push(await device.write(n));
        // So much that it is put into segments.
        if (act === 'much') for (let m = 0; m < 260; m++) await device.write(1_000 * n + m);
        if (act === 'edit' && id !== undefined) await device.api.edit(id, ['answers', 'line'], `edit ${n}`, true);
        if (act === 'erase' && id !== undefined) await device.api.erase(id);
        if (act === 'lock')
          devices[which] = await sampleDevice(scrambling.transport, () => TODAY + CLOCKS[which]!, device.kept);
        if (act === 'sync') valueOf(await device.round());
      }
      for (let turn = 0; turn < 3; turn++) for (const device of devices) valueOf(await device.round());
      const [first, ...others] = await Promise.all(devices.map(stateOf));
      for (const other of others) expect(other).toEqual(first);
      expect(devices.flatMap((device) => device.alarms())).toEqual([]);
      // What lies in the storage says the same as what is shown.
      const again = await sampleDevice(server.transport, undefined, devices[2]!.kept);
      expect(await stateOf(again)).toEqual(first);
      // And so does what a new device is shown.
      const fresh = await sampleDevice(server.transport);
      await pair(devices[1]!, fresh, server.transport);
      expect(await stateOf(fresh)).toEqual(first);
      expect(fresh.alarms()).toEqual([]);
      await server.close();
    }),
    { numRuns: Number(process.env.BALLAST_ORDERS ?? 25) },
  );
}, 120_000);

const stepsAfter = fc.array(
  fc.record({
    device: fc.nat(1),
    entry: fc.nat(7),
    act: fc.constantFrom('write', 'edit', 'erase', 'erase', 'lock', 'sync', 'sync', 'sync'),
  }),
  { minLength: 5, maxLength: 25 },
);

test('of what one device wrote that has left nothing stays that the two others erase, whenever and in whichever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(4, 250, 300),
      fc.boolean(),
      stepsAfter,
      fc.nat(),
      fc.constantFrom(600, 4_000, 1_000_000),
      async (much, leavesLate, plan, seed, largestPull) => {
        const server = await sampleServer({ largestPull });
        const scrambling = lyingServer(server.transport);
        const devices: SampleDevice[] = [];
        for (const n of [0, 1, 2]) {
          const device = await sampleDevice(scrambling.transport);
          if (n === 0) await device.openLocker();
          else await pair(devices[0]!, device, scrambling.transport);
          devices.push(device);
        }
        const tablet = devices.pop()!;
        const ids: string[] = [];
        const texts = new Map<string, string[]>();
        const note = (id: string, text: string) => texts.set(id, [...(texts.get(id) ?? []), text]);
        const write = async (device: SampleDevice, n: number) => {
          const id = await device.write(n, `text ${n}.`);
          note(id, `text ${n}.`);
          return id;
        };
        for (let n = 0; n < much; n++) {
          const id = await write(tablet, n);
          if (n % Math.ceil(much / 6) === 0) ids.push(id);
        }
        await tablet.api.edit(ids[0]!, ['answers', 'line'], 'edited.', true);
        note(ids[0]!, 'edited.');
        for (const device of [tablet, ...devices]) await device.sync();
        const leave = async () => valueOf(await removeDevice(devices[0]!.session, devices[0]!.line(), tablet.id()));
        if (!leavesLate) await leave();
        scrambling.tell(scrambled(seed));
        for (const [n, { device: which, entry, act }] of plan.entries()) {
          const device = devices[which]!;
          const id = ids[entry % ids.length]!;
          if (leavesLate && n === 4) await leave();
          if (act === 'write') ids.push(await write(device, 1_000 + n));
          if (act === 'edit') {
            const edited = await device.api.edit(id, ['answers', 'line'], `edit ${n}.`, true);
            if (edited.ok) note(id, `edit ${n}.`);
          }
          if (act === 'erase') await device.api.erase(id);
          if (act === 'lock') devices[which] = await sampleDevice(scrambling.transport, undefined, device.kept);
          if (act === 'sync') valueOf(await device.round());
        }
        for (let turn = 0; turn < 3; turn++) for (const device of devices) valueOf(await device.round());
        const [first, second] = await Promise.all(devices.map(stateOf));
        expect(second).toEqual(first);
        expect(devices.flatMap((device) => device.alarms())).toEqual([]);
        const erased = [...devices[0]!.space().state.erased].flatMap((id) => texts.get(id) ?? []);
        for (const device of devices)
          for (const text of erased) expect(await countOf(server, device, text)).toEqual({ server: 0, device: 0 });
        scrambling.tell(null);
        const fresh = await sampleDevice(server.transport);
        await pair(devices[1]!, fresh, server.transport);
        expect(await stateOf(fresh)).toEqual(first);
        expect(fresh.alarms()).toEqual([]);
        await server.close();
      },
    ),
    { numRuns: Number(process.env.BALLAST_ORDERS ?? 25) },
  );
}, 120_000);
