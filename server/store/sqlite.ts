import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { groupWrites } from './group-writes.ts';
import { migrate } from './migrations.ts';
import { createLocalNotices } from './notices.ts';
import type { Tables } from './tables.ts';

export type CannotOpen =
  /** Another process has this data folder. */
  | { readonly tag: 'data-in-use' }
  /** The folder cannot be made or written in, or the file is no database. */
  | { readonly tag: 'data-unusable'; readonly code: string };

const FILE = 'ballast.sqlite';

const NOTHING_TO_DO = {
  reader: true,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** Kysely knows SQLite by what better-sqlite3 looks like; Node's own differs in three names. */
function asKyselyExpects(db: DatabaseSync) {
  return {
    close: () => db.close(),
    prepare: (text: string) => {
      // When its disk is full, SQLite has rolled back by itself, and a second time would hide why.
      if (text === 'rollback' && !db.isTransaction) return NOTHING_TO_DO;
      const statement = db.prepare(text);
      const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      };
    },
  };
}

const connect = (db: DatabaseSync) =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyExpects(db) }) });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** Held as long as the process lives, and freed by the system however it ends. */
function holdFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, 'ballast.lock'), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = delete; pragma locking_mode = exclusive; begin exclusive;');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Opens the database file in `dataDir`, made when it is missing. A write is on the disk before it is answered
 * (`synchronous = full`), and what is deleted is overwritten (`secure_delete`).
 */
export async function openSqlite(dataDir: string): Promise<Result<Database, CannotOpen>> {
  let lock: DatabaseSync;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = holdFolder(dataDir);
  } catch (error) {
    const isHeld = error instanceof Error && /database is locked/.test(error.message);
    return err(isHeld ? { tag: 'data-in-use' } : { tag: 'data-unusable', code: codeOf(error) });
  }
  const opened: { close: () => void }[] = [lock];
  try {
    const path = join(dataDir, FILE);
    const writing = new DatabaseSync(path, { timeout: 5_000 });
    opened.push(writing);
    writing.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;');
    const writer = connect(writing);
    await migrate(writer, 'blob');
    const reading = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    opened.push(reading);
    const notices = createLocalNotices();
    const groups = groupWrites(writer, notices.committed);
    const sweep = async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(writer));
    return ok({
      read: connect(reading),
      write: groups.write,
      // There is one writer.
      lockRow: (query) => query,
      notices,
      sweep,
      async close() {
        await groups.settled();
        // What stays in the log is taken in when it is opened again.
        await sweep().catch(() => undefined);
        opened.toReversed().forEach((one) => one.close());
      },
    });
  } catch (error) {
    opened.toReversed().forEach((one) => one.close());
    return err({ tag: 'data-unusable', code: codeOf(error) });
  }
}
