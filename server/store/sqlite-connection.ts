import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from './tables.ts';

export const SQLITE_FILE = 'ballast.sqlite';

const NOTHING_TO_DO = {
  reader: true,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/**
 * Kysely knows SQLite by what better-sqlite3 looks like; Node's own differs in three names. What may write takes its
 * lock when a transaction begins: one that only reads first is refused if another process wrote in between.
 */
function asKyselyExpects(db: DatabaseSync, begin: 'begin' | 'begin immediate') {
  return {
    close: () => db.close(),
    prepare: (text: string) => {
      // When its disk is full, SQLite has rolled back by itself, and a second time would hide why.
      if (text === 'rollback' && !db.isTransaction) return NOTHING_TO_DO;
      const statement = db.prepare(text === 'begin' ? begin : text);
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

export const connect = (db: DatabaseSync, use: 'reads' | 'writes') =>
  new Kysely<Tables>({
    dialect: new SqliteDialect({ database: asKyselyExpects(db, use === 'reads' ? 'begin' : 'begin immediate') }),
  });

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
