import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#core/entry/entry.ts';
import { applyFields } from './apply-fields.ts';
import { acceptLink, createLog, type Link, type Log } from './check-log.ts';
import { createSpaceState, fieldViews, mergeOperation, type SpaceState } from './merge.ts';
import type { Change, Operation } from './operation.ts';
import type { VersionVector } from './version-vector.ts';

const idOf = (n: number): string => n.toString(16).padStart(32, '0');
const entryOf = (id: string, line: string): JsonObject & { readonly id: string } => ({ id, answers: { line } });

type Sent = { readonly operation: Operation; readonly link: Link };
type Device = { id: string; log: Log; state: SpaceState<JsonObject>; has: Sent[]; clock: number };

const createDevice = (n: number, clock: number): Device => ({
  id: idOf(n),
  log: createLog(),
  state: createSpaceState(),
  has: [],
  clock,
});

const merge = (state: SpaceState<JsonObject>, operation: Operation): void =>
  mergeOperation(state, operation, (entry) => entry as unknown as JsonObject);

function headsOf(device: Device): VersionVector {
  const heads: Record<string, number> = {};
  for (const { operation } of device.has)
    heads[operation.device] = Math.max(heads[operation.device] ?? 0, operation.seq);
  return heads;
}

function take(device: Device, sent: Sent): boolean {
  const accepted = acceptLink(device.log, sent.link);
  if (!accepted.ok) return false;
  if (accepted.value === 'new') {
    merge(device.state, sent.operation);
    device.has.push(sent);
  }
  return true;
}

function write(device: Device, changes: readonly Change[]): Operation {
  const { [device.id]: own = 0, ...seen } = headsOf(device);
  const lamport = 1 + Math.max(0, ...device.has.map(({ operation }) => operation.lamport));
  const operation: Operation = { device: device.id, seq: own + 1, lamport, seen, at: device.clock++, changes };
  const previous = device.has.findLast(({ operation: other }) => other.device === device.id)?.link.hash;
  const hash = `${device.id}:${own + 1}`;
  const link: Link = { ...operation, previous: previous ?? '0'.repeat(64), hash };
  if (!take(device, { operation, link })) throw new Error('a device refused its own operation');
  return operation;
}

/** Delivers in any order, again and again, until nothing more can be taken. */
function deliver(device: Device, batch: readonly Sent[]): void {
  let waiting = [...batch];
  for (;;) {
    const refused = waiting.filter((sent) => !take(device, sent));
    if (refused.length === waiting.length || refused.length === 0) return;
    waiting = refused;
  }
}

/** What a reader sees. */
function shown(state: SpaceState<JsonObject>): Json {
  const entries = [...state.records]
    .filter(([, record]) => record.put !== undefined)
    .map(([id, record]) => {
      const fields = fieldViews(record);
      const besides = fields.filter((field) => field.besides.length > 0).map((field) => [field.path, field.besides]);
      return { id, shown: [id, applyFields(record.put!.body, fields), besides] as Json[] };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => entry.shown);
  return [entries, [...state.erased].sort()];
}

type Step =
  | { readonly type: 'write'; readonly on: number; readonly changes: readonly Change[] }
  | { readonly type: 'send'; readonly from: number; readonly to: number; readonly order: readonly number[] };

const entryId = fc.integer({ min: 1, max: 4 }).map(idOf);
const path = fc.constantFrom(['answers', 'line'], ['answers', 'scale'], ['answers', 'line', 'deep'], ['ending']);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(entryId, fc.string()).map(([id, line]) => ({ type: 'put' as const, entry: entryOf(id, line) })),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(entryId, path, fc.string({ maxLength: 3 }), fc.boolean()).map(([id, at, value, text]) => ({
      type: 'edit' as const,
      id,
      path: at,
      value,
      ...(text && { text: true as const }),
    })),
  },
  { weight: 1, arbitrary: entryId.map((id) => ({ type: 'erase' as const, id })) },
);
const step = (devices: number): fc.Arbitrary<Step> => {
  const device = fc.nat({ max: devices - 1 });
  return fc.oneof(
    fc.record({
      type: fc.constant('write' as const),
      on: device,
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('send' as const),
      from: device,
      to: device,
      order: fc.array(fc.nat({ max: 40 }), { maxLength: 30 }),
    }),
  );
};
const clocks = fc.array(fc.integer({ min: -1e12, max: 4e12 }), { minLength: 3, maxLength: 3 });

function run(steps: readonly Step[], at: readonly number[]): Device[] {
  const devices = at.map((clock, n) => createDevice(0xa0 + n, clock));
  for (const next of steps) {
    if (next.type === 'write') write(devices[next.on]!, next.changes);
    else {
      const has = devices[next.from]!.has;
      deliver(
        devices[next.to]!,
        next.order.flatMap((n) => has[n] ?? []),
      );
    }
  }
  return devices;
}

describe('merging', () => {
  test('gives every device the same, offline for long, clocks off by years, batches doubled, reordered and split', () => {
    fc.assert(
      fc.property(fc.array(step(3), { maxLength: 40 }), clocks, fc.infiniteStream(fc.nat()), (steps, at, luck) => {
        const devices = run(steps, at);
        const all = devices.flatMap((device) => device.has);
        for (const device of devices) {
          const doubled = [...all, ...all].sort(() => (luck.next().value % 3) - 1);
          deliver(device, doubled);
        }
        const [first, ...others] = devices.map((device) => shown(device.state));
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  test('is the same in any order, with no regard to causality, and repeats safely', () => {
    fc.assert(
      fc.property(fc.array(step(3), { maxLength: 30 }), clocks, fc.infiniteStream(fc.nat()), (steps, at, luck) => {
        const devices = run(steps, at);
        const operations = [...new Set(devices.flatMap((device) => device.has.map((sent) => sent.operation)))];
        const inOrder = createSpaceState<JsonObject>();
        for (const operation of operations) merge(inOrder, operation);
        const shuffled = createSpaceState<JsonObject>();
        const again = [...operations, ...operations].sort(() => (luck.next().value % 3) - 1);
        for (const operation of again) merge(shuffled, operation);
        expect(shown(shuffled)).toEqual(shown(inOrder));
      }),
      { numRuns: 300 },
    );
  });

  const line = (id: string, value: string, text = true): Change => ({
    type: 'edit',
    id,
    path: ['answers', 'line'],
    value,
    ...(text && { text: true as const }),
  });
  const pair = (): [Device, Device] => {
    const [phone, computer] = [createDevice(1, 0), createDevice(2, -1e11)];
    write(phone, [{ type: 'put', entry: entryOf(idOf(9), 'first') }]);
    deliver(computer, phone.has);
    return [phone, computer];
  };
  const meet = (a: Device, b: Device): void => {
    const [fromA, fromB] = [[...a.has], [...b.has]];
    deliver(a, fromB);
    deliver(b, fromA);
  };

  test('keeps both texts when two devices edited offline', () => {
    const [phone, computer] = pair();
    write(phone, [line(idOf(9), 'from the bus')]);
    write(computer, [line(idOf(9), 'from the desk')]);
    meet(phone, computer);
    expect(shown(phone.state)).toEqual([
      [[idOf(9), entryOf(idOf(9), 'from the desk'), [[['answers', 'line'], ['from the bus']]]]],
      [],
    ]);
  });

  test('lets the next edit settle it, on every device', () => {
    const [phone, computer] = pair();
    write(phone, [line(idOf(9), 'from the bus')]);
    write(computer, [line(idOf(9), 'from the desk')]);
    meet(phone, computer);
    write(phone, [line(idOf(9), 'both')]);
    meet(phone, computer);
    expect(shown(computer.state)).toEqual([[[idOf(9), entryOf(idOf(9), 'both'), []]], []]);
  });

  test('keeps one value where it is no text: the last by Lamport clock and device', () => {
    const [phone, computer] = pair();
    write(phone, [line(idOf(9), 'alarm', false)]);
    write(phone, [line(idOf(9), 'pause', false)]);
    write(computer, [line(idOf(9), 'start', false)]);
    meet(phone, computer);
    expect(shown(computer.state)).toEqual([[[idOf(9), entryOf(idOf(9), 'pause'), []]], []]);
  });

  test('lets erasing win over an edit that had not seen it', () => {
    const [phone, computer] = pair();
    write(phone, [{ type: 'erase', id: idOf(9) }]);
    write(computer, [line(idOf(9), 'still writing')]);
    write(computer, [line(idOf(9), 'and more')]);
    meet(phone, computer);
    expect([shown(phone.state), shown(computer.state)]).toEqual([
      [[], [idOf(9)]],
      [[], [idOf(9)]],
    ]);
    expect([phone.state.records.size, computer.state.records.size]).toEqual([0, 0]);
  });

  test('shows nothing of an entry whose put has not come yet', () => {
    const state = createSpaceState<JsonObject>();
    merge(state, { device: idOf(1), seq: 2, lamport: 2, seen: {}, at: 0, changes: [line(idOf(9), 'early')] });
    expect(shown(state)).toEqual([[], []]);
    merge(state, {
      device: idOf(1),
      seq: 1,
      lamport: 1,
      seen: {},
      at: 0,
      changes: [{ type: 'put', entry: entryOf(idOf(9), 'late') }],
    });
    expect(shown(state)).toEqual([[[idOf(9), entryOf(idOf(9), 'early'), []]], []]);
  });
});
