import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { ok } from '#core/result.ts';
import { fillSampleLocker } from '../lockers/sample-filled-locker.ts';
import { runServerProcess } from '../run-server-process.ts';
import { openPostgres } from '../store/postgres.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { writeSampleSite } from '../write-sample-site.ts';
import { ballast } from './sample-command.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-newer-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function onSqlite() {
  const folder = join(newFolder(), 'data');
  const open = async () => {
    const opened = await openSqlite(folder);
    if (!opened.ok) throw new Error(opened.error.tag);
    return opened.value;
  };
  return { env: { BALLAST_DATA: folder }, open, where: ` in ${folder}` };
}

async function onPostgres() {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  return { env: { DATABASE_URL: postgres.url }, open: () => openPostgres(postgres.url), where: '' };
}

test.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('what a newer Ballast has worked on is not opened, and it says why: %s', { timeout: 60_000 }, async (_, start) => {
  const { env, open, where } = await start();
  const file = join(newFolder(), 'one.backup');
  const store = await open();
  await fillSampleLocker(store);
  expect((await ballast(['backup', file], env)).code).toBe(0);
  await store.write(async (writer) => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`.execute(writer);
    return ok(null);
  });
  await store.close();

  const why = `Ballast cannot open its data${where}. A newer Ballast has worked on it, and it stays as it is. Update this one first.\n`;
  for (const args of [['check'], ['voucher'], ['backup', `${file}.2`], ['restore', file]])
    expect(await ballast(args, env)).toMatchObject({ code: 1, stdout: '', stderr: why });
  const server = await runServerProcess([process.execPath, join(import.meta.dirname, '../main.ts')], {
    BALLAST_WEB: writeSampleSite({}),
    BALLAST_LOCKERS: 'open',
    ...env,
  });
  onTestFinished(() => void server.child.kill('SIGKILL'));
  expect([await server.ended, server.output()]).toEqual([1, { stdout: '', stderr: why }]);
});
