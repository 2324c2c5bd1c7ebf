import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { sampleDevice } from '../lockers/sample-device.ts';
import { fillSampleLocker } from '../lockers/sample-filled-locker.ts';
import { startServerOnPostgres } from '../lockers/sample-server-on-postgres.ts';
import { openPostgres } from '../store/postgres.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { ballast } from './sample-command.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-on-postgres-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function openFilled(lockers: number) {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const store = await openPostgres(postgres.url);
  onTestFinished(() => store.close());
  for (let each = 0; each < lockers; each++) await fillSampleLocker(store);
  return { store, env: { DATABASE_URL: postgres.url } };
}

test(
  'prints vouchers that a running server takes, each once, while devices push to it',
  { timeout: 60_000 },
  async () => {
    const { postgres, app } = await startServerOnPostgres({ BALLAST_LOCKERS: 'voucher' });
    const env = { DATABASE_URL: postgres.url };
    const first = await ballast(['voucher'], env);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const voucher = first.stdout.trim().replaceAll('-', '');
    const [phone, stranger] = [await sampleDevice(app), await sampleDevice(app)];
    expect((await stranger.makeLocker()).status).toBe(403);
    expect((await phone.makeLocker({ voucher })).status).toBe(204);
    expect((await stranger.makeLocker({ voucher })).status).toBe(403);
    expect((await phone.openSession()).status).toBe(200);

    const chain = await phone.sealChain(60);
    const pushing = (async () => {
      const answers = new Set<number>();
      for (const one of chain) answers.add((await phone.push([one])).status);
      return [...answers];
    })();
    const [statuses, many] = await Promise.all([pushing, ballast(['voucher', '--count', '50'], env)]);
    expect(statuses).toEqual([200]);
    expect(many).toMatchObject({ code: 0, stderr: '' });
    const vouchers = many.stdout.trim().replaceAll('-', '').split('\n');
    expect(new Set(vouchers).size).toBe(50);
    expect((await stranger.makeLocker({ voucher: vouchers.at(-1)! })).status).toBe(204);
  },
);

test('a backup is consistent although devices go on writing', { timeout: 60_000 }, async () => {
  const { store, env } = await openFilled(5);
  const folder = newFolder();
  const [file, data] = [join(folder, 'busy.backup'), join(folder, 'restored')];
  const making = ballast(['backup', file], env);
  const isMade = making.then(() => true);
  let written = 0;
  while (!(await Promise.race([isMade, Promise.resolve(false)]))) {
    await fillSampleLocker(store);
    written += 1;
  }
  expect(written).toBeGreaterThan(1);
  expect(await making).toMatchObject({ code: 0, stderr: '' });
  expect((await ballast(['restore', file], { BALLAST_DATA: data })).code).toBe(0);
  expect(await ballast(['check'], { BALLAST_DATA: data })).toMatchObject({ code: 0, stderr: '' });
});

test('a backup goes only into an empty database, and changes nothing in another', { timeout: 60_000 }, async () => {
  const { store, env } = await openFilled(1);
  const file = join(newFolder(), 'one.backup');
  expect((await ballast(['backup', file], env)).code).toBe(0);
  await fillSampleLocker(store);
  const restored = await ballast(['restore', file], env);
  expect(restored).toMatchObject({ code: 1, stdout: '' });
  expect(restored.stderr).toContain('only into an empty one');
  const checked = await ballast(['check'], env);
  expect(checked).toMatchObject({ code: 0, stderr: '' });
  expect(checked.stdout).toMatch(/^2 lockers, 4 devices, 30 sealed things, /);
});

test('finds damage and says where', { timeout: 60_000 }, async () => {
  const { store, env } = await openFilled(3);
  const { rows } = await sql<{ space: string }>`
    update sealed set bytes = set_byte(bytes, length(bytes) - 1, get_byte(bytes, length(bytes) - 1) # 1)
    where (space, cursor) = (select space, cursor from sealed where kind = 'operation' and seq = 7 limit 1)
    returning space
  `.execute(store.read);
  const checked = await ballast(['check'], env);
  expect(checked).toMatchObject({ code: 1, stderr: `hash  ${rows[0]?.space.slice(0, 8)}\n` });
  expect(checked.stdout).toMatch(/^3 lockers, 6 devices, 45 sealed things, \d+ bytes\n1 problems\.\n$/);
});

test.each(['voucher', 'backup', 'restore', 'check'])(
  '%s says that the database does not answer, not how it is reached, and leaves nothing',
  { timeout: 60_000 },
  async (name) => {
    const folder = newFolder();
    const [file, other] = [join(folder, 'one.backup'), join(folder, 'other.backup')];
    expect((await ballast(['backup', file], { BALLAST_DATA: join(folder, 'data') })).code).toBe(0);
    const args = { voucher: [], backup: [other], restore: [file], check: [] }[name] ?? [];
    const asked = await ballast([name, ...args], { DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:9/none' });
    expect(asked).toMatchObject({ code: 1, stdout: '' });
    expect(asked.stderr).toMatch(/^Ballast cannot open its data\. The database of DATABASE_URL does not answer/);
    expect(asked.stderr).not.toContain('hidden');
    expect([existsSync(other), existsSync(`${other}.part`)]).toEqual([false, false]);
  },
);
