import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSampleLocker } from '../lockers/sample-filled-locker.ts';
import { openPostgres } from '../store/postgres.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { sampleHash } from '../store/sample-operations.ts';
import type { Database } from '../store/database.ts';
import { addVoucher } from '../store/spaces.ts';
import { openSqlite } from '../store/sqlite.ts';
import { ballast } from './sample-command.ts';

const home = mkdtempSync(join(tmpdir(), 'ballast-backup-'));
const inHome = (name: string) => join(home, name);
const [data, file] = [inHome('data'), inHome('one.backup')];
let postgres: Awaited<ReturnType<typeof startPostgres>>;
/** Open all the time, as in a server that runs. */
let store: Database;

beforeAll(async () => {
  postgres = await startPostgres();
  const opened = await openSqlite(data);
  if (!opened.ok) throw new Error(opened.error.tag);
  store = opened.value;
  for (let each = 0; each < 3; each++) await fillSampleLocker(store);
  await addVoucher(store, sampleHash(), Date.now() + 1e6);
}, 60_000);
afterAll(async () => {
  await store.close();
  await postgres.stop();
  rmSync(home, { recursive: true });
});

const tables = ['vouchers', 'spaces', 'devices', 'sealed'] as const;

/** Everything that lasts, in one order and one form for both databases. */
async function contentOf(database: Database): Promise<string> {
  const plain = (_: string, value: unknown) => {
    // A Buffer has become { type, data } before it comes here.
    const { type, data: values } = (value ?? {}) as { readonly type?: string; readonly data?: readonly number[] };
    if (type === 'Buffer') return values?.join();
    return value instanceof Uint8Array ? value.join() : value;
  };
  const rows = await Promise.all(
    tables.map(async (table) =>
      (await database.read.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row, plain)).toSorted(),
    ),
  );
  return rows.map((lines) => lines.join('\n')).join('\n\n');
}

async function contentIn(dataDir: string): Promise<string> {
  const opened = await openSqlite(dataDir);
  if (!opened.ok) throw new Error(opened.error.tag);
  const content = await contentOf(opened.value);
  await opened.value.close();
  return content;
}

test(
  'goes from SQLite that runs to PostgreSQL, and from there to SQLite, with every byte',
  { timeout: 60_000 },
  async () => {
    const made = await ballast(['backup', file], { BALLAST_DATA: data });
    expect(made).toMatchObject({ code: 0, stderr: '', stdout: `3 lockers with 45 sealed things are in ${file}.\n` });
    expect(statSync(file).mode & 0o077).toBe(0);

    const inPostgres = { DATABASE_URL: postgres.url };
    expect(await ballast(['restore', file], inPostgres)).toMatchObject({ code: 0, stderr: '' });
    const other = await openPostgres(postgres.url);
    const before = await contentOf(store);
    expect(await contentOf(other)).toBe(before);
    await other.close();
    expect(await ballast(['check'], inPostgres)).toMatchObject({ code: 0, stderr: '' });

    const second = inHome('two.backup');
    expect(await ballast(['backup', second], inPostgres)).toMatchObject({ code: 0, stderr: '' });
    const restored = inHome('restored');
    expect(await ballast(['restore', second], { BALLAST_DATA: restored })).toMatchObject({ code: 0, stderr: '' });
    expect(await contentIn(restored)).toBe(before);

    const again = await ballast(['restore', second], { BALLAST_DATA: restored });
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('only into an empty one');
    expect(await contentIn(restored)).toBe(before);
  },
);

test('holds no session, no challenge, and nothing half done', async () => {
  const path = inHome('sessions.backup');
  expect((await ballast(['backup', path], { BALLAST_DATA: data })).code).toBe(0);
  const backup = new DatabaseSync(path, { readOnly: true });
  for (const table of ['sessions', 'used_challenges', 'mailboxes', 'secrets'])
    expect(backup.prepare(`select count(*) as rows from ${table}`).get()).toEqual({ rows: 0 });
  backup.close();
  expect(existsSync(`${path}.part`)).toBe(false);
});

test('is consistent although devices go on writing', { timeout: 60_000 }, async () => {
  const path = inHome('busy.backup');
  const making = ballast(['backup', path], { BALLAST_DATA: data });
  let written = 0;
  const isMade = making.then(() => true);
  while (!(await Promise.race([isMade, Promise.resolve(false)]))) {
    await fillSampleLocker(store);
    written += 1;
  }
  expect(written).toBeGreaterThan(2);
  expect(await making).toMatchObject({ code: 0, stderr: '' });
  const restored = inHome('busy');
  expect((await ballast(['restore', path], { BALLAST_DATA: restored })).code).toBe(0);
  expect(await ballast(['check'], { BALLAST_DATA: restored })).toMatchObject({ code: 0, stderr: '' });
});

test('never takes the place of a file', async () => {
  const path = inHome('photo.jpg');
  writeFileSync(path, 'a photo');
  const made = await ballast(['backup', path], { BALLAST_DATA: data });
  expect(made.code).toBe(1);
  expect(made.stderr).toContain('is there already');
  expect(readFileSync(path, 'utf8')).toBe('a photo');
});

test('is not put back where a server runs', async () => {
  const path = inHome('running.backup');
  await ballast(['backup', path], { BALLAST_DATA: data });
  const restored = await ballast(['restore', path], { BALLAST_DATA: data });
  expect(restored.code).toBe(1);
  expect(restored.stderr).toContain('Another Ballast already uses that folder');
});

test.each([
  ['missing', () => undefined, 'is no backup'],
  [
    'text',
    (path: string) => writeFileSync(path, 'a letter, which is long enough to be a header of a file'),
    'is no backup',
  ],
  ['another database', (path: string) => new DatabaseSync(path).exec('create table a (b)'), 'is no backup'],
  [
    'damaged',
    (path: string) => {
      const bytes = readFileSync(file);
      bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 6_000);
      writeFileSync(path, bytes);
    },
    'is damaged',
  ],
  [
    'newer',
    (path: string) => {
      writeFileSync(path, readFileSync(file));
      const backup = new DatabaseSync(path);
      backup.exec("insert into kysely_migration values ('9999-later', 'now')");
      backup.close();
    },
    'newer Ballast',
  ],
])('is looked at first: %s', async (name, write, words) => {
  const path = inHome(`${name}.file`);
  write(path);
  const restored = await ballast(['restore', path], { BALLAST_DATA: inHome(`from ${name}`) });
  expect(restored).toMatchObject({ code: 1, stdout: '' });
  expect(restored.stderr).toContain(words);
  expect(existsSync(inHome(`from ${name}`))).toBe(false);
});

test('finds damage and says where, with too little of the id to know the locker by', async () => {
  const folder = inHome('harmed');
  expect((await ballast(['restore', file], { BALLAST_DATA: folder })).code).toBe(0);
  const db = new DatabaseSync(join(folder, 'ballast.sqlite'));
  const { space } = db.prepare("select space from sealed where kind = 'operation' and seq = 7 limit 1").get() as {
    space: string;
  };
  db.prepare(
    "update sealed set bytes = zeroblob(length(bytes)) where space = ? and kind = 'operation' and seq = 7",
  ).run(space);
  db.close();
  const checked = await ballast(['check'], { BALLAST_DATA: folder });
  expect(checked.code).toBe(1);
  expect(checked.stderr).toBe(`hash  ${space.slice(0, 8)}\nheader  ${space.slice(0, 8)}\n`);
  expect(checked.stdout).toMatch(/^3 lockers, 6 devices, 45 sealed things, \d+ bytes\n2 problems\.\n$/);
});
