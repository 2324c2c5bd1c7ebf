import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from './tables.ts';

export const SQLITE_FILE = 'ballast.sqlite';

/** The same few are asked again and again; only how many rows go in at once makes others. */
const MOST_STATEMENTS = 200;

const asValues = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];

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
  const known = new Map<string, ReturnType<typeof prepare>>();

  function prepare(text: string) {
    const statement = db.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...asValues(parameters)),
      run: (parameters: readonly unknown[]) => statement.run(...asValues(parameters)),
      // Rows come while others ask: it is a statement of its own.
      iterate: (parameters: readonly unknown[]) => db.prepare(text).iterate(...asValues(parameters)),
    };
  }

  return {
    close: () => db.close(),
    prepare: (text: string) => {
      // When its disk is full, SQLite has rolled back by itself, and a second time would hide why.
      if (text === 'rollback' && !db.isTransaction) return NOTHING_TO_DO;
      const wanted = text === 'begin' ? begin : text;
      const there = known.get(wanted);
      if (there !== undefined) return there;
      if (known.size >= MOST_STATEMENTS) known.clear();
      const prepared = prepare(wanted);
      known.set(wanted, prepared);
      return prepared;
    },
  };
}

export const connect = (db: DatabaseSync, use: 'reads' | 'writes') =>
  new Kysely<Tables>({
    dialect: new SqliteDialect({ database: asKyselyExpects(db, use === 'reads' ? 'begin' : 'begin immediate') }),
  });

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
