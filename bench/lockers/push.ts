import { deviceWithLocker } from '#server/lockers/sample-lockers.ts';
import { startPostgres } from '#server/store/sample-postgres.ts';
import { spreadOf, type Measurement } from '../measurement.ts';
import type { Part } from '../part.ts';
import { known } from '../known.ts';
import { createPusher, pushAll, type Pushed } from './push-load.ts';
import { makeFolder, startBareServer, startLockerServer, type BenchServer } from './start-locker-server.ts';

const DEVICES = 32;
const ROUNDS = 7;
/** Of each device in each round. */
const PUSHES = 40;

type Setting = { readonly name: string; readonly servers: readonly BenchServer[] };
type Round = { readonly measured: Pushed; readonly bare: Pushed };

/** The servers of each setting are on the same store. In each round the bare server takes what each setting took. */
async function comparePushes(settings: readonly Setting[], bare: BenchServer): Promise<readonly Measurement[]> {
  const { app } = known(settings[0]?.servers[0], 'server');
  const devices = await Promise.all(Array.from({ length: DEVICES }, () => deviceWithLocker(app)));
  const pushers = devices.map((device) => createPusher(device));
  const runs = settings.map(({ name, servers }) => ({
    name,
    urls: servers.map(({ url }) => url),
    rounds: [] as Round[],
  }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { urls, rounds } of runs) {
      const requests = await Promise.all(pushers.map((pusher) => pusher.nextRequests(PUSHES)));
      const bareFirst = round % 2 === 0 ? await pushAll([bare.url], requests) : undefined;
      const measured = await pushAll(urls, requests);
      const taken = { measured, bare: bareFirst ?? (await pushAll([bare.url], requests)) };
      // In the first one everything is still being compiled.
      if (round > 0) rounds.push(taken);
    }
  }
  return runs.flatMap(({ name, rounds }) => toMeasurements(name, rounds));
}

function toMeasurements(name: string, rounds: readonly Round[]): readonly Measurement[] {
  const beside = (what: string, of: keyof Pushed): Pick<Measurement, 'what' | 'measured' | 'baseline'> => ({
    what: `${name}: ${what}`,
    measured: spreadOf(rounds.map(({ measured }) => measured[of])),
    baseline: { what: 'bare server', value: spreadOf(rounds.map(({ bare }) => bare[of])) },
  });
  return [
    { ...beside('pushes', 'perSecond'), unit: 'a second', target: { of: 'ratio', atLeast: 0.5 } },
    { ...beside('the middle push', 'p50'), unit: 'ms' },
    { ...beside('99 of 100 pushes within', 'p99'), unit: 'ms' },
  ];
}

async function onSqlite(webDir: string): Promise<readonly Measurement[]> {
  const { folder, remove } = makeFolder();
  const running: BenchServer[] = [];
  try {
    const server = await startLockerServer({ BALLAST_WEB: webDir, BALLAST_DATA: folder });
    running.push(server);
    const bare = await startBareServer(folder);
    running.push(bare);
    return await comparePushes([{ name: 'SQLite', servers: [server] }], bare);
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    remove();
  }
}

async function onPostgres(webDir: string): Promise<readonly Measurement[]> {
  const postgres = await startPostgres();
  const { folder, remove } = makeFolder();
  const running: BenchServer[] = [];
  try {
    const env = { BALLAST_WEB: webDir, BALLAST_DATA: folder, DATABASE_URL: postgres.url };
    const one = await startLockerServer(env);
    running.push(one);
    const other = await startLockerServer(env);
    running.push(other);
    const bare = await startBareServer(postgres.url);
    running.push(bare);
    const settings = [
      { name: 'PostgreSQL, one process', servers: [one] },
      { name: 'PostgreSQL, two processes', servers: [one, other] },
    ];
    return await comparePushes(settings, bare);
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    await postgres.stop();
    remove();
  }
}

export const push: Part = {
  name: 'push',
  about:
    `${DEVICES} devices, each with a locker and a session of its own, push one signed operation of 600 bytes after the ` +
    'other over connections that stay open; each sends the next when the last is answered, which is when it is on the ' +
    'disk. The baseline is a bare HTTP server in one process that takes the same bodies and inserts each as it is ' +
    'into one table, as durably, many in one transaction when many wait, and checks nothing. In PostgreSQL both share ' +
    'one database server; with two processes half of the devices ask each.',
  measure: async ({ webDir }, say) => {
    const inSqlite = await onSqlite(webDir);
    say('  SQLite is done');
    return [...inSqlite, ...(await onPostgres(webDir))];
  },
};
