import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { routes } from '#contract/routes.ts';
import { addSession } from '#server/store/sessions.ts';
import { sampleId } from '#server/store/sample-operations.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { spreadOf, type Measurement } from '../measurement.ts';
import type { Part } from '../part.ts';
import { fillStore } from './fill-store.ts';
import { toRequest } from './keep-alive-line.ts';
import { makeFolder, startLockerServer, type BenchServer } from './start-locker-server.ts';

const SPACES = 10_000;
const OPERATIONS_A_SPACE = 20;
const STREAMS = 2_000;
const ROUNDS = 3;
const OPENED_AT_ONCE = 200;
/** Long enough for what opening took to be given back, in ms. */
const SETTLE_MS = 5_000;
const HOUR = 3_600_000;

/** Gives the tokens of those that will follow their lockers. */
async function fillFolder(folder: string): Promise<readonly string[]> {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const followers = Array.from({ length: STREAMS }, () => ({
    space: sampleId(),
    device: sampleId(),
    signKey: new Uint8Array(65),
  }));
  await fillStore(opened.value, { spaces: SPACES, operations: OPERATIONS_A_SPACE, first: followers });
  const now = Date.now();
  const tokens = await Promise.all(
    followers.map(async ({ space, device }) => {
      const secret = randomBytes(32);
      const hash = createHash('sha256').update(secret).digest('hex');
      await addSession(opened.value, { space, device, hash, expiresAt: now + HOUR, now });
      return `${space}.${secret.toString('hex')}`;
    }),
  );
  await opened.value.close();
  return tokens;
}

/** Answers when the stream has said where the locker stands. */
async function openStream({ url }: BenchServer, token: string): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  socket.write(toRequest(routes.live, `Bearer ${token}`, new Uint8Array(0)));
  for (let said = ''; !said.includes('event: cursor');) {
    const [data] = (await once(socket, 'data')) as [Buffer];
    said += data.toString('latin1');
  }
  socket.on('error', () => undefined).resume();
  return socket;
}

async function openStreams(server: BenchServer, tokens: readonly string[]): Promise<readonly Socket[]> {
  const open: Socket[] = [];
  for (let from = 0; from < tokens.length; from += OPENED_AT_ONCE) {
    const some = tokens.slice(from, from + OPENED_AT_ONCE);
    open.push(...(await Promise.all(some.map((token) => openStream(server, token)))));
  }
  return open;
}

/** What the process has in memory, in MB. */
const memoryOf = ({ pid }: BenchServer): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000;

type Round = { readonly empty: number; readonly full: number; readonly followed: number };

async function measureRound(webDir: string, folder: string, tokens: readonly string[]): Promise<Round> {
  const { folder: emptyFolder, remove } = makeFolder();
  const running: BenchServer[] = [];
  try {
    const empty = await startLockerServer({ BALLAST_WEB: webDir, BALLAST_DATA: emptyFolder });
    running.push(empty);
    const server = await startLockerServer({ BALLAST_WEB: webDir, BALLAST_DATA: folder });
    running.push(server);
    await pause(SETTLE_MS);
    const full = memoryOf(server);
    const streams = await openStreams(server, tokens);
    await pause(SETTLE_MS);
    const round = { empty: memoryOf(empty), full, followed: memoryOf(server) };
    for (const stream of streams) stream.destroy();
    return round;
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    remove();
  }
}

function toMeasurements(rounds: readonly Round[]): Measurement[] {
  const of = (what: keyof Round) => spreadOf(rounds.map((round) => round[what]));
  const baseline = { what: 'empty, and nobody there', value: of('empty') };
  const eachStream = spreadOf(rounds.map(({ full, followed }) => ((followed - full) * 1_000) / STREAMS));
  return [
    { what: '10,000 lockers', unit: 'MB', measured: of('full'), baseline },
    { what: '10,000 lockers, 2,000 streams open', unit: 'MB', measured: of('followed'), baseline },
    { what: 'each stream', unit: 'kB', measured: eachStream },
  ];
}

export const serverMemory: Part = {
  name: 'server-memory',
  about:
    'What the process of the server has in memory (resident), with SQLite: with 10,000 lockers of 20 operations each in ' +
    'its store, and then with 2,000 streams open that follow a locker each, beside the same server with an empty store ' +
    'and nobody there. Both serve the whole app from memory. Read on Linux alone.',
  measure: async ({ webDir }, say) => {
    const { folder, remove } = makeFolder();
    try {
      const tokens = await fillFolder(folder);
      say('  laid in');
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(webDir, folder, tokens));
      return toMeasurements(rounds);
    } finally {
      remove();
    }
  },
};
