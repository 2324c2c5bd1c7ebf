import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pullEverything } from '#web/adapters/locker/adopt.ts';
import { admit, lookForAsk, openPairing } from '#web/adapters/locker/pair.ts';
import type { Transport } from '#web/adapters/locker/line.ts';
import { appendMany } from '#web/adapters/vault/session-entries.ts';
import { sampleDevice, valueOf, type SampleDevice } from '../../tests/lockers/sample-device.ts';
import { buildPage } from '../build-page.ts';
import type { Floor } from '../join-page/floor.worker.ts';
import type { Joined } from '../join-page/main.ts';
import { known } from '../known.ts';
import { spreadOf, type Measurement } from '../measurement.ts';
import { openOwnDevice } from '../own-device.ts';
import type { Part } from '../part.ts';
import { entriesOver } from '../seed-page/ten-years.ts';
import { PASSPHRASE } from '../seed-space.ts';
import { makeFolder, startLockerServer, type BenchServer } from './start-locker-server.ts';

const ENTRIES = 10_000;
const TEN_YEARS = 3_650;
const ROUNDS = 9;
const PAGE = 'bench/join';
const AS_LARGE = 'bench/as-large.bin';

/** Pages of a locker are asked for at the origin that they come from. */
const originOf = ({ url }: BenchServer): string => `http://localhost:${url.port}`;

/** The device that was there first, in this process: only what the other one does is timed. */
async function fillLocker(transport: Transport): Promise<{ readonly first: SampleDevice; readonly newest: string }> {
  const first = await sampleDevice(transport, Date.now);
  const entries = entriesOver({ count: ENTRIES, days: TEN_YEARS, ago: 0 });
  valueOf(
    await appendMany(
      first.session,
      first.space(),
      entries.map((entry) => [{ type: 'put', entry }]),
    ),
  );
  await first.openLocker();
  await first.sync();
  return { first, newest: known(entries.at(-1), 'entry').id };
}

async function bytesInLocker({ line }: SampleDevice): Promise<number> {
  const pages = valueOf(await pullEverything(line()));
  return pages
    .flatMap(({ things }) => things)
    .reduce((sum, { bytes, signature }) => sum + bytes.length + signature.length, 0);
}

type Round = Joined & { readonly floor: Floor };

/** A device that has nothing yet, let in by the first one. */
async function joinAnew(origin: string, first: SampleDevice): Promise<Round> {
  const { device, close } = await openOwnDevice();
  try {
    const page = await device.newPage();
    await page.goto(`${origin}/${PAGE}/`);
    await page.waitForFunction(() => globalThis.askToJoin !== undefined);
    const { pairing, words } = valueOf(await openPairing(first.line()));
    const compare = await page.evaluate(([passphrase, typed]) => globalThis.askToJoin(passphrase, typed), [
      PASSPHRASE,
      words.join(' '),
    ] as const);
    const asked = valueOf(await lookForAsk(first.line(), pairing));
    if (asked?.compare.join(' ') !== compare.join(' ')) throw new Error('The words differ.');
    valueOf(await admit(first.session, first.line(), pairing));
    const joined = await page.evaluate(() => globalThis.finishJoining());
    const { space, epochs } = first.space().keyring;
    const task = { path: `/${AS_LARGE}`, space, epochKey: known(epochs[0], 'epoch').key };
    return { ...joined, floor: await page.evaluate((it) => globalThis.measureFloor(it), task) };
  } finally {
    await close();
  }
}

function toMeasurements(rounds: readonly Round[]): Measurement[] {
  const megabytes = known(rounds[0], 'round').floor.bytes / 1e6;
  const baseline = { what: 'floor', value: spreadOf(rounds.map(({ floor }) => floor.time)) };
  return [
    {
      what: `let in, until the newest 50 are there (${megabytes.toFixed(1)} MB)`,
      unit: 'ms',
      measured: spreadOf(rounds.map(({ usable }) => usable)),
      baseline,
      target: { of: 'ratio', atMost: 2 },
    },
    {
      what: 'of that, until all is stored',
      unit: 'ms',
      measured: spreadOf(rounds.map(({ joined }) => joined)),
      baseline,
    },
  ];
}

export const newDevice: Part = {
  name: 'new-device',
  about:
    'A space of 10,000 entries over ten years lies in a locker. A device that has nothing yet but a lock joins it: the ' +
    'clock starts when the other device has let it in, and ends when all is fetched, checked, decrypted and on its ' +
    'disk, and the newest 50 entries were given. In the vault’s own Worker, each time on a new device. The floor is ' +
    'to fetch one file of as many bytes from the same server, and to decrypt the same segments with WebCrypto, in a ' +
    'Worker of the same device.',
  prepare: (webDir) => buildPage('join-page', PAGE, webDir),
  measure: async ({ webDir }, say) => {
    const { folder, remove } = makeFolder();
    const env = { BALLAST_WEB: webDir, BALLAST_DATA: folder };
    let server = await startLockerServer(env);
    try {
      const { first, newest } = await fillLocker((path, init) => server.app.request(path, init) as Promise<Response>);
      const bytes = await bytesInLocker(first);
      say(`  the locker holds ${bytes} bytes`);
      // The server reads what it serves when it starts.
      writeFileSync(join(webDir, AS_LARGE), randomBytes(bytes));
      await server.stop();
      server = await startLockerServer(env);
      const rounds: Round[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const joined = await joinAnew(originOf(server), first);
        if (joined.newest !== newest) throw new Error('The newest entry is not there.');
        // The first one warms what the server has warm on the second day.
        if (round > 0) rounds.push(joined);
      }
      return toMeasurements(rounds);
    } finally {
      await server.stop();
      remove();
    }
  },
};
