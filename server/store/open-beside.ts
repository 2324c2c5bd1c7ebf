import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { groupWrites } from './group-writes.ts';
import { findMigrations, MIGRATIONS } from './migrations.ts';
import { createLocalNotices } from './notices.ts';
import { codeOf, connect, SQLITE_FILE } from './sqlite-connection.ts';
import { openSqlite, type CannotOpen } from './sqlite.ts';

export type CannotOpenBeside = CannotOpen | { readonly tag: 'other-version' };

/** A server that writes holds the file for some ms; a backup of it is long, but holds nobody up. */
const PATIENCE_MS = 10_000;

/**
 * Opens the file of a data folder that a running server may have, without holding the folder: for what reads in one
 * transaction, and for short acts that need no lock of a row. A folder that has no store yet gets one.
 */
export async function openBeside(dataDir: string): Promise<Result<Database, CannotOpenBeside>> {
  const path = join(dataDir, SQLITE_FILE);
  if (!existsSync(path)) return openSqlite(dataDir);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: PATIENCE_MS });
    db.exec('pragma synchronous = full; pragma secure_delete = on;');
    const reader = connect(db, 'reads');
    const there = await findMigrations(reader);
    if (there === null || there.join() !== MIGRATIONS.join()) {
      db.close();
      // It is brought up to date where no server has it.
      const opened = await openSqlite(dataDir);
      return !opened.ok && opened.error.tag === 'data-in-use' ? err({ tag: 'other-version' }) : opened;
    }
    const writing = new DatabaseSync(path, { timeout: PATIENCE_MS });
    writing.exec('pragma synchronous = full; pragma secure_delete = on;');
    const notices = createLocalNotices();
    const groups = groupWrites(connect(writing, 'writes'), notices.committed);
    const reading = db;
    return ok({
      read: reader,
      write: groups.write,
      lockRows: (query) => query,
      notices,
      sweep: () => Promise.resolve(),
      async close() {
        await groups.settled();
        writing.close();
        reading.close();
      },
    });
  } catch (error) {
    if (db?.isOpen === true) db.close();
    return err({ tag: 'data-unusable', code: codeOf(error) });
  }
}
