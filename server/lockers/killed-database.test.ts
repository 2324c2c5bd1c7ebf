import { setTimeout as pauseFor } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { routes } from '#contract/routes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { openPostgres } from '../store/postgres.ts';
import { sampleDevice, type Answering } from './sample-device.ts';
import { deviceWithLocker, errorOf } from './sample-lockers.ts';
import { startServerOnPostgres } from './sample-server-on-postgres.ts';

/** `BALLAST_KILLS=50` for a longer look. */
const ROUNDS = Number(process.env.BALLAST_KILLS ?? 4);
const WRITERS = 8;
const LONGEST_MS = 300;
/** As long a device waits here before it asks once more. */
const AGAIN_MS = 20;

type Device = Awaited<ReturnType<typeof sampleDevice>>;
type Refusals = Map<string, number>;

const AWAY = JSON.stringify({ status: 500, error: 'server-failed' });

async function note(refusals: Refusals, answer: Response | null): Promise<void> {
  const refusal = answer === null ? 'no answer at all' : JSON.stringify(await errorOf(answer));
  refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
}

/** Writes one chain for as long as it may, and what was not answered with 200 once more, as a device does. */
function writeOn(device: Device, refusals: Refusals) {
  const answered: string[] = [];
  const over = new AbortController();
  const done = (async () => {
    let [seq, previous] = [1, NO_HASH];
    while (!over.signal.aborted) {
      const first = await device.seal('operation', seq, previous);
      const both = [first, await device.seal('operation', seq + 1, first.hash)];
      for (let isKept = false; !isKept && !over.signal.aborted;) {
        const answer = await device.push(both).catch(() => null);
        isKept = answer?.ok === true;
        if (isKept) answered.push(...both.map(({ hash }) => hash));
        else await note(refusals, answer).then(() => pauseFor(AGAIN_MS));
      }
      [seq, previous] = [seq + 2, both[1]!.hash];
    }
  })();
  return { answered, end: () => (over.abort(), done) };
}

/** Follows the cursor from the beginning, and never looks back. */
function readOn(device: Device) {
  const read: string[] = [];
  const over = new AbortController();
  let cursor = 0;
  async function readWhatIsThere(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const page = await device.pull(cursor).catch(() => null);
      if (page?.status !== 200) return;
      read.push(...page.hashes);
      ({ cursor, hasMore } = page);
    }
  }
  const done = (async () => {
    while (!over.signal.aborted) await readWhatIsThere().then(() => pauseFor(AGAIN_MS));
    await readWhatIsThere();
  })();
  return { read, end: () => (over.abort(), done) };
}

async function addDevice(app: Answering, phone: Device): Promise<Device> {
  const device = await sampleDevice(app, phone.space);
  await phone.post(routes.device, { device: device.device, signKey: device.signKey });
  expect((await device.openSession()).status).toBe(200);
  return device;
}

test.runIf(process.platform === 'linux')(
  'whatever was answered is there although PostgreSQL itself is killed again and again, and a reader skips nothing',
  { timeout: 60_000 + ROUNDS * 20_000 },
  async () => {
    const { postgres, server, app } = await startServerOnPostgres();
    const phone = await deviceWithLocker(app);
    const reader = readOn(phone);
    const refusals: Refusals = new Map();
    const devices = await Promise.all(Array.from({ length: WRITERS }, () => addDevice(app, phone)));
    const writers = devices.map((device) => writeOn(device, refusals));
    const isOtherwiseRefused = () => [...refusals.keys()].some((refusal) => refusal !== AWAY);
    const answered = () => writers.reduce((sum, writer) => sum + writer.answered.length, 0);

    for (let round = 0; round < ROUNDS; round++) {
      // Each of them, so that the server has found its way back by itself.
      const before = writers.map((writer) => writer.answered.length);
      const isBack = () => writers.every((writer, index) => writer.answered.length > before[index]!);
      await vi.waitUntil(() => isBack() || isOtherwiseRefused(), { timeout: 15_000 });
      expect([...refusals.keys()]).toEqual(round === 0 ? [] : [AWAY]);
      await pauseFor(Math.random() * LONGEST_MS);
      await postgres.kill();
      const stood = answered();
      expect((await app.request(routes.health, {})).status).toBe(200);
      await vi.waitUntil(async () => (await phone.pull(0)).status === 500, { timeout: 15_000 });
      // What was on its way to each of them when the last process ended.
      expect(answered() - stood).toBeLessThanOrEqual(2 * WRITERS);
      await postgres.startAgain();
    }
    const before = answered();
    await vi.waitUntil(() => answered() > before, { timeout: 15_000 });
    await Promise.all(writers.map((writer) => writer.end()));
    await reader.end();

    const database = await openPostgres(postgres.url);
    const rows = await database.read
      .selectFrom('sealed')
      .select(['cursor', 'hash'])
      .where('space', '=', phone.space)
      .orderBy('cursor')
      .execute();
    await database.close();
    expect(rows.map(({ cursor }) => cursor)).toEqual(rows.map((_, index) => index + 1));
    expect(reader.read).toEqual(rows.map(({ hash }) => hash));
    const there = new Set(reader.read);
    const lost = writers.flatMap((writer) => writer.answered).filter((hash) => !there.has(hash));
    expect(lost).toEqual([]);

    expect([...refusals.keys()]).toEqual([AWAY]);
    expect(server.child.exitCode).toBe(null);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    process.stdout.write(
      `PostgreSQL killed ${ROUNDS} times: ${answered()} answered, ${rows.length} there, ${refusals.get(AWAY)} refused\n`,
    );
  },
);
