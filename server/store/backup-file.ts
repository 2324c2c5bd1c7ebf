import { chmodSync, copyFileSync, existsSync, linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '#core/result.ts';
import { asItStands, copyStore, isEmpty, type Copied } from './copy-store.ts';
import type { Database } from './database.ts';
import { findMigrations, isNewer, migrate, MIGRATIONS } from './migrations.ts';
import { codeOf, connect } from './sqlite-connection.ts';
import type { Reader } from './tables.ts';

export type CannotBackUp = { readonly tag: 'file-exists' } | { readonly tag: 'file-unwritable'; readonly code: string };

/** Writes all that lasts into one new SQLite file, the same for both databases, while the store goes on. */
export async function writeBackup(database: Database, path: string): Promise<Result<Copied, CannotBackUp>> {
  if (existsSync(path)) return err({ tag: 'file-exists' });
  const unfinished = `${path}.part`;
  let file: DatabaseSync | undefined;
  try {
    rmSync(unfinished, { force: true });
    file = new DatabaseSync(unfinished);
    chmodSync(unfinished, 0o600);
    file.exec('pragma journal_mode = delete; pragma synchronous = full;');
    const to = connect(file, 'writes');
    await migrate(to, 'blob');
    const copied = await asItStands(database.read, (from) =>
      to.transaction().execute((writer) => copyStore(from, writer)),
    );
    file.close();
    // Unlike a renaming, it fails where a file has come meanwhile.
    linkSync(unfinished, path);
    return ok(copied);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return err({ tag: 'file-exists' });
    return err({ tag: 'file-unwritable', code: codeOf(error) });
  } finally {
    if (file?.isOpen === true) file.close();
    rmSync(unfinished, { force: true });
  }
}

export type CannotReadBackup =
  | { readonly tag: 'no-backup' }
  | { readonly tag: 'backup-damaged' }
  /** A newer Ballast wrote it. */
  | { readonly tag: 'backup-newer' };

export type OpenedBackup = { readonly read: Reader; readonly close: () => void };

/** Opens a backup for reading. One from an older version is brought up to date in a copy. */
export async function openBackup(path: string): Promise<Result<OpenedBackup, CannotReadBackup>> {
  if (!existsSync(path)) return err({ tag: 'no-backup' });
  let copy: string | undefined;
  let file: DatabaseSync | undefined;
  const close = () => {
    if (file?.isOpen === true) file.close();
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  };
  try {
    file = new DatabaseSync(path, { readOnly: true });
    const found = file
      .prepare('pragma integrity_check')
      .all()
      .map((row) => row.integrity_check);
    if (found.join() !== 'ok') return refuse('backup-damaged');
    let read = connect(file, 'reads');
    const there = await findMigrations(read);
    if (there === null) return refuse('no-backup');
    if (isNewer(there)) return refuse('backup-newer');
    if (there.length < MIGRATIONS.length) {
      file.close();
      copy = mkdtempSync(join(tmpdir(), 'ballast-restore-'));
      copyFileSync(path, join(copy, 'backup'));
      file = new DatabaseSync(join(copy, 'backup'));
      read = connect(file, 'writes');
      await migrate(read, 'blob');
    }
    return ok({ read, close });
  } catch (error) {
    // SQLITE_CORRUPT is 11, SQLITE_NOTADB 26: https://www.sqlite.org/rescode.html
    const isNone = error instanceof Error && 'errcode' in error && error.errcode === 26;
    return refuse(isNone ? 'no-backup' : 'backup-damaged');
  }

  function refuse<T extends CannotReadBackup['tag']>(tag: T) {
    close();
    return err({ tag });
  }
}

/** Puts a backup into a store that holds nothing yet: all of it or nothing. */
export const restoreBackup = (
  database: Database,
  { read }: OpenedBackup,
): Promise<Result<Copied, { readonly tag: 'store-not-empty' }>> =>
  database.write<Copied, { readonly tag: 'store-not-empty' }>(async (writer) =>
    (await isEmpty(writer)) ? ok(await copyStore(read, writer)) : err({ tag: 'store-not-empty' }),
  );
