import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { startPostgres } from './sample-postgres.ts';
import { openSqlite } from './sqlite.ts';

type SampleStore = {
  readonly database: Database;
  /** Another process on the same data, where there can be one; otherwise the same. */
  readonly other: Database;
  readonly stop: () => Promise<void>;
};

async function onSqlite(): Promise<SampleStore> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-store-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const stop = async () => {
    await opened.value.close();
    rmSync(folder, { recursive: true });
  };
  return { database: opened.value, other: opened.value, stop };
}

async function onPostgres(): Promise<SampleStore> {
  const server = await startPostgres();
  // Two processes that start at once both bring the tables up to date.
  const [database, other] = await Promise.all([openPostgres(server.url), openPostgres(server.url)]);
  const stop = async () => {
    await Promise.all([database.close(), other.close()]);
    await server.stop();
  };
  return { database, other, stop };
}

/** Both databases as they are in earnest, for `describe.each`. */
export const SAMPLE_STORES = [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const;
