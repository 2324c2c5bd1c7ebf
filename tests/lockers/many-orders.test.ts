import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lyingServer, type Thing } from './lying-server.ts';
import { pair, sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer } from './sample-server.ts';

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
      await server.close();
    }),
    { numRuns: Number(process.env.BALLAST_ORDERS ?? 25) },
  );
}, 120_000);
