import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fillSampleLocker } from '../lockers/sample-filled-locker.ts';
import { openBackup, restoreBackup } from './backup-file.ts';
import { checkStore } from './check-store.ts';
import type { Database } from './database.ts';
import { findMigrations, MIGRATIONS } from './migrations.ts';
import { openBeside } from './open-beside.ts';
import { SAMPLE_STORES } from './sample-stores.ts';
import { openSqlite } from './sqlite.ts';

/** Frozen: for each step of the tables a backup that was written when it was the last one. Never written anew. */
const samples = join(import.meta.dirname, 'samples');
const names = readdirSync(samples).toSorted();

const tables = ['vouchers', 'spaces', 'devices', 'sealed'] as const;
type Row = Readonly<Record<string, unknown>>;

/** What a row holds in these columns, in a form that is the same for both databases. */
const plain = (row: Row, columns: readonly string[]): string =>
  JSON.stringify(
    columns.map((name) => {
      const value = row[name];
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
    }),
  );

/** Everything in the sample, and the same columns in the store. */
async function compare(database: Database, name: string) {
  const sample = new DatabaseSync(join(samples, name), { readOnly: true });
  const [before, after]: [string[], string[]] = [[], []];
  for (const table of tables) {
    const rows = sample.prepare(`select * from ${table}`).all();
    const columns = Object.keys(rows[0] ?? {});
    before.push(...rows.map((row) => plain(row, columns)));
    after.push(...(await database.read.selectFrom(table).selectAll().execute()).map((row) => plain(row, columns)));
  }
  sample.close();
  return { before: before.toSorted(), after: after.toSorted() };
}

async function expectAllThere(database: Database, name: string): Promise<void> {
  const { before, after } = await compare(database, name);
  expect(before.length).toBeGreaterThan(30);
  expect(after).toEqual(before);
  expect(await findMigrations(database.read)).toEqual(MIGRATIONS);
  expect(await checkStore(database.read)).toMatchObject({ spaces: 3, problems: [] });
  // And it goes on from there.
  await fillSampleLocker(database);
  expect(await checkStore(database.read)).toMatchObject({ spaces: 4, problems: [] });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-versions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A data folder as that version left it. */
function folderOf(name: string): string {
  const folder = join(newFolder(), 'data');
  mkdirSync(folder);
  copyFileSync(join(samples, name), join(folder, 'ballast.sqlite'));
  return folder;
}

function valueOf<T>(opened: { ok: true; value: T } | { ok: false; error: { readonly tag: string } }): T {
  if (!opened.ok) throw new Error(opened.error.tag);
  return opened.value;
}

test('every step of the tables has its sample', () => {
  expect(names).toEqual(MIGRATIONS.map((name) => `${name}.backup`));
});

describe.each(SAMPLE_STORES)('into %s', (_, start) => {
  test.each(names)('the backup %s is restored with everything in it, and stays as it is', async (name) => {
    const { database, stop } = await start();
    onTestFinished(stop);
    const [file, there] = [join(newFolder(), name), readFileSync(join(samples, name))];
    writeFileSync(file, there);
    const backup = valueOf(await openBackup(file));
    expect(valueOf(await restoreBackup(database, backup))).toEqual({ vouchers: 2, spaces: 3, devices: 5, sealed: 30 });
    backup.close();
    await expectAllThere(database, name);
    expect(readFileSync(file).equals(there)).toBe(true);
  });
});

test.each(names.flatMap((name) => [['server', name, openSqlite] as const, ['command', name, openBeside] as const]))(
  'a %s brings a folder as of %s up to date, with everything in it',
  async (_, name, open) => {
    const database = valueOf(await open(folderOf(name)));
    onTestFinished(() => database.close());
    await expectAllThere(database, name);
  },
);

test('what broke off before its first step is made anew', async () => {
  const folder = folderOf(names[0]!);
  const file = new DatabaseSync(join(folder, 'ballast.sqlite'));
  for (const table of [...tables, 'sessions', 'secrets', 'used_challenges', 'mailboxes'])
    file.exec(`drop table ${table}`);
  file.exec('delete from kysely_migration');
  file.close();
  const backup = valueOf(await openBackup(join(folder, 'ballast.sqlite')));
  expect(await checkStore(backup.read)).toMatchObject({ spaces: 0, problems: [] });
  backup.close();
  const database = valueOf(await openSqlite(folder));
  onTestFinished(() => database.close());
  expect(await findMigrations(database.read)).toEqual(MIGRATIONS);
});
