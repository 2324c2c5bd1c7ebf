import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { groupWrites } from './group-writes.ts';
import { migrate } from './migrations.ts';
import { createLocalNotices } from './notices.ts';
import { createLogSweeper } from './sweep-log.ts';
import { codeOf, connect, SQLITE_FILE } from './sqlite-connection.ts';

export type CannotOpen =
  /** Another process has this data folder. */
  | { readonly tag: 'data-in-use' }
  /** The folder cannot be made or written in, or the file is no database. */
  | { readonly tag: 'data-unusable'; readonly code: string };

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
    const path = join(dataDir, SQLITE_FILE);
    const writing = new DatabaseSync(path, { timeout: 5_000 });
    opened.push(writing);
    writing.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;');
    const writer = connect(writing, 'writes');
    await migrate(writer, 'blob');
    const reading = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    opened.push(reading);
    const notices = createLocalNotices();
    const groups = groupWrites(writer, notices.committed);
    const log = createLogSweeper(writer);
    return ok({
      read: connect(reading, 'reads'),
      write: groups.write,
      // There is one writer.
      lockRows: (query) => query,
      notices,
      sweep: log.sweep,
      async close() {
        await groups.settled();
        log.stop();
        // What stays in the log is taken in when it is opened again.
        await log.sweep().catch(() => undefined);
        log.stop();
        opened.toReversed().forEach((one) => one.close());
      },
    });
  } catch (error) {
    opened.toReversed().forEach((one) => one.close());
    return err({ tag: 'data-unusable', code: codeOf(error) });
  }
}
