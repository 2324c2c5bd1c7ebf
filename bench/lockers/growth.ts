import { routes } from '#contract/routes.ts';
import { sampleDevice } from '#server/lockers/sample-device.ts';
import { sampleLockers } from '#server/lockers/sample-lockers.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { known } from '../known.ts';
import { spreadOf, type Measurement } from '../measurement.ts';
import type { Part } from '../part.ts';
import { fillStore } from './fill-store.ts';
import { createPusher, type Device } from './push-load.ts';
import { makeFolder } from './start-locker-server.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const OPERATIONS_A_SPACE = 500;
const ROUNDS = 25;
/** Asked one after the other in each round, each time in another locker as long as there are some. */
const ASKED = 20;
const NEWS = 10;

const QUESTIONS = ['push', 'poll with 10 new', 'poll with nothing new'] as const;
type Question = (typeof QUESTIONS)[number];
/** How long one took in the middle of a round, in ms. */
type Times = { readonly [Q in Question]: number };

type Asking = { readonly device: Device; readonly next: () => Promise<Uint8Array>; cursor: number };

async function openStore() {
  const { folder, remove } = makeFolder();
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const close = async () => {
    await opened.value.close();
    remove();
  };
  return { database: opened.value, close };
}

/** A store of so many operations, and devices that have a session there. */
async function openOfSize(size: number) {
  const { database, close } = await openStore();
  const app = sampleLockers(database, { now: () => Date.now() });
  const spaces = size / OPERATIONS_A_SPACE;
  const devices = await Promise.all(Array.from({ length: Math.min(spaces, ROUNDS * ASKED) }, () => sampleDevice(app)));
  const first = devices.map(({ space, device, signKey }) => ({ space, device, signKey: hexToBytes(signKey) }));
  const ends = await fillStore(database, { spaces, operations: OPERATIONS_A_SPACE, first });
  const asking: Asking[] = [];
  for (const device of devices) {
    if (!(await device.openSession()).ok) throw new Error('There is no session.');
    const hash = known(ends.get(device.space), 'such locker');
    const { next } = createPusher(device, { seq: OPERATIONS_A_SPACE, hash });
    asking.push({ device, next, cursor: OPERATIONS_A_SPACE });
  }
  return { size, asking, close };
}

async function timeEach(asked: readonly Asking[], ask: (one: Asking, n: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  for (const [n, one] of asked.entries()) await ask(one, n);
  return (performance.now() - start) / asked.length;
}

async function answerOf(one: Asking, path: string, body: unknown, status: number): Promise<void> {
  const answer = await one.device.post(path, body);
  if (answer.status !== status) throw new Error(`${path} was answered by ${answer.status}.`);
  await answer.arrayBuffer();
}

async function askRound(all: readonly Asking[], round: number): Promise<Times> {
  const asked = Array.from({ length: ASKED }, (_, n) => known(all[(round * ASKED + n) % all.length], 'locker'));
  const bodies: Uint8Array[] = [];
  for (const { next } of asked) bodies.push(await next());
  const push = await timeEach(asked, async (one, n) => {
    await answerOf(one, routes.push, bodies[n], 200);
    one.cursor += 1;
  });
  const pull = (behind: number, status: number) =>
    timeEach(asked, (one) => answerOf(one, routes.pull, { after: one.cursor - behind }, status));
  return { push, 'poll with 10 new': await pull(NEWS, 200), 'poll with nothing new': await pull(0, 204) };
}

const inWords = (size: number): string => size.toLocaleString('en-GB');

function toMeasurements(times: ReadonlyMap<number, readonly Times[]>): Measurement[] {
  const [least, ...more] = SIZES;
  const of = (size: number, question: Question) =>
    spreadOf(known(times.get(size), 'such size').map((one) => one[question]));
  return QUESTIONS.flatMap((question) =>
    more.map((size) => ({
      what: `${question}: ${inWords(size)} operations`,
      unit: 'ms' as const,
      measured: of(size, question),
      baseline: { what: `${inWords(least)} operations`, value: of(least, question) },
      ...(size === more.at(-1) && { target: { of: 'ratio' as const, atMost: 1.3 } }),
    })),
  );
}

export const growth: Part = {
  name: 'growth',
  about:
    `Stores in SQLite that hold from ${inWords(SIZES[0])} to ${inWords(SIZES[3])} operations of 600 bytes, ` +
    `${OPERATIONS_A_SPACE} in each locker. In each round every store is asked ${ASKED} times for each thing, one after ` +
    'the other, each time in another locker, through the whole server but its sockets: a push of one operation, which ' +
    'is answered when it is on the disk, and a poll. A figure is the cost of one.',
  measure: async (_, say) => {
    const stores: Awaited<ReturnType<typeof openOfSize>>[] = [];
    const times = new Map<number, Times[]>(SIZES.map((size) => [size, []]));
    try {
      for (const size of SIZES) {
        const start = performance.now();
        stores.push(await openOfSize(size));
        say(`  ${inWords(size)} operations laid in, in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
      }
      for (let round = 0; round <= ROUNDS; round++) {
        // Who comes first has the emptier disk: each in its turn.
        const turned = stores.map((_store, n) => known(stores[(n + round) % stores.length], 'store'));
        for (const { size, asking } of turned) {
          const taken = await askRound(asking, round);
          // In the first one everything is still being compiled.
          if (round > 0) times.get(size)?.push(taken);
        }
      }
    } finally {
      for (const store of stores) await store.close();
    }
    return toMeasurements(times);
  },
};
