import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillSampleLocker } from '../lockers/sample-filled-locker.ts';
import { checkStore } from './check-store.ts';
import type { Database } from './database.ts';
import { measureStore } from './measure-store.ts';
import { openPostgres } from './postgres.ts';
import { startPostgres } from './sample-postgres.ts';
import { eraseSpace } from './spaces.ts';
import { openSqlite } from './sqlite.ts';
import type { Writer } from './tables.ts';

type Opened = { readonly database: Database; readonly stop: () => Promise<void> };

async function onSqlite(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-check-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const stop = async () => {
    await opened.value.close();
    rmSync(folder, { recursive: true });
  };
  return { database: opened.value, stop };
}

async function onPostgres(): Promise<Opened> {
  const server = await startPostgres();
  const database = await openPostgres(server.url);
  const stop = async () => {
    await database.close();
    await server.stop();
  };
  return { database, stop };
}

type Locker = Awaited<ReturnType<typeof fillSampleLocker>>;
type Damage = (writer: Writer, locker: Locker) => Promise<unknown>;

const row = (
  writer: Writer,
  { space }: Locker,
  kind: 'operation' | 'segment' | 'manifest',
  seq: number,
  chain?: string,
) =>
  writer
    .selectFrom('sealed')
    .selectAll()
    .where('space', '=', space)
    .where('kind', '=', kind)
    .where('seq', '=', seq)
    .$if(chain !== undefined, (query) => query.where('chain', '=', chain ?? ''))
    .executeTakeFirstOrThrow();

const change = (writer: Writer, { space }: Locker, cursor: number, to: Readonly<Record<string, unknown>>) =>
  writer.updateTable('sealed').set(to).where('space', '=', space).where('cursor', '=', cursor).execute();

const flipped = (bytes: Uint8Array | null, at: number) =>
  Uint8Array.from(bytes ?? [], (byte, index) => (index === at ? byte ^ 1 : byte));

async function flip(writer: Writer, locker: Locker, found: Awaited<ReturnType<typeof row>>, at: number) {
  await change(writer, locker, found.cursor, { bytes: flipped(found.bytes, at) });
}

const remove = (writer: Writer, { space }: Locker, cursor: number) =>
  writer.deleteFrom('sealed').where('space', '=', space).where('cursor', '=', cursor).execute();

const damages: readonly [string, Damage, readonly string[]][] = [
  ['a flipped byte', async (w, l) => flip(w, l, await row(w, l, 'operation', 7), 300), ['hash']],
  ['a flipped byte of a header', async (w, l) => flip(w, l, await row(w, l, 'operation', 7), 40), ['hash', 'header']],
  ['a flipped byte of a segment', async (w, l) => flip(w, l, await row(w, l, 'segment', 5), 300), ['hash']],
  [
    'a flipped byte of what a segment says of its end',
    async (w, l) => flip(w, l, await row(w, l, 'segment', 5), 83 + 70),
    ['hash', 'segment-ends'],
  ],
  ['a deleted row', async (w, l) => remove(w, l, (await row(w, l, 'operation', 7)).cursor), ['gap', 'size']],
  [
    'a deleted row at the end',
    async (w, l) => remove(w, l, (await row(w, l, 'operation', 9)).cursor),
    ['size', 'unsigned'],
  ],
  [
    'a deleted manifest',
    async (w, l) => remove(w, l, (await row(w, l, 'manifest', 1)).cursor),
    ['manifest-version', 'size'],
  ],
  [
    'a deleted segment, whose operations have no bytes left',
    async (w, l) => remove(w, l, (await row(w, l, 'segment', 5)).cursor),
    ['bytes-missing', 'size'],
  ],
  [
    'a swapped pair',
    async (w, l) => {
      const [a, b] = [await row(w, l, 'operation', 7, l.phone), await row(w, l, 'operation', 8, l.phone)];
      await change(w, l, a.cursor, { seq: 1_000 });
      await change(w, l, b.cursor, { seq: 7, first_seq: 7 });
      await change(w, l, a.cursor, { seq: 8, first_seq: 8 });
    },
    ['header', 'previous'],
  ],
  [
    'bytes and hash of another operation',
    async (w, l) => {
      const [a, b] = [await row(w, l, 'operation', 2, l.computer), await row(w, l, 'operation', 9)];
      await change(w, l, b.cursor, { bytes: a.bytes, hash: a.hash });
    },
    ['header', 'signature'],
  ],
  [
    'another signature',
    async (w, l) => {
      const found = await row(w, l, 'operation', 9);
      await change(w, l, found.cursor, { signature: flipped(found.signature, 10) });
    },
    ['signature'],
  ],
  [
    'a device without its key',
    (w, l) => w.deleteFrom('devices').where('space', '=', l.space).where('device', '=', l.computer).execute(),
    ['signature'],
  ],
  [
    'a cursor beyond the last',
    (w, l) => w.updateTable('spaces').set({ cursor: 10 }).where('space', '=', l.space).execute(),
    ['cursor'],
  ],
  [
    'a wrong sum',
    (w, l) =>
      w
        .updateTable('spaces')
        .set((eb) => ({ bytes: eb('bytes', '+', 1) }))
        .where('space', '=', l.space)
        .execute(),
    ['size'],
  ],
  [
    'a space that is gone without its rows',
    (w, l) => w.deleteFrom('spaces').where('space', '=', l.space).execute(),
    ['without-space'],
  ],
];

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('on %s', (_, open) => {
  let database: Database;
  let stop: () => Promise<void>;
  beforeAll(async () => ({ database, stop } = await open()), 60_000);
  afterAll(() => stop());

  test('finds nothing wrong with lockers as devices fill them, and counts', async () => {
    const lockers = [await fillSampleLocker(database), await fillSampleLocker(database)];
    const { rows } = await sql<{ bytes: number }>`select sum(length(bytes)) as bytes from sealed`.execute(
      database.read,
    );
    expect(await checkStore(database.read)).toEqual({
      spaces: 2,
      devices: 4,
      sealed: 30,
      bytes: Number(rows[0]?.bytes),
      problems: [],
    });
    expect(await measureStore(database.read)).toEqual({ spaces: 2, bytes: Number(rows[0]?.bytes) });
    for (const { space } of lockers) await eraseSpace(database, space);
    expect(await checkStore(database.read)).toMatchObject({ spaces: 0, sealed: 0, problems: [] });
  });

  test.each(damages)('finds %s, and in which space', async (_name, damage, kinds) => {
    const [locker, sound] = [await fillSampleLocker(database), await fillSampleLocker(database)];
    await database.write(async (writer) => ({ ok: true, value: await damage(writer, locker) }));
    const { problems } = await checkStore(database.read);
    expect([...new Set(problems.map(({ kind }) => kind))].toSorted()).toEqual(kinds);
    expect(new Set(problems.map(({ space }) => space))).toEqual(new Set([locker.space]));
    for (const { space } of [locker, sound]) await eraseSpace(database, space);
    // What has no space any more is not erased with one.
    for (const table of ['devices', 'sealed'] as const)
      await database.write(async (w) => ({
        ok: true,
        value: await w.deleteFrom(table).where('space', '=', locker.space).execute(),
      }));
  });
});
