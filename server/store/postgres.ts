import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { migrate } from './migrations.ts';
import { createPostgresNotices } from './postgres-notices.ts';
import type { Tables } from './tables.ts';

const BIGINT = 20;
/** Cursors, counts and times stay below 2^53: as numbers they are exact. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT && format !== 'binary'
      ? Number
      : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

class Refused extends Error {
  readonly result: Result<never, unknown>;
  constructor(result: Result<never, unknown>) {
    super('rolled back');
    this.result = result;
  }
}

/** `url`: `postgres://…`. PostgreSQL groups the commits of its connections itself. Throws when it cannot be reached. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 16, types, connectionTimeoutMillis: 10_000 });
  // A connection may be cut at any time, idle or within a transaction. Whoever uses it is told by their query; the event
  // comes besides, and without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
  try {
    await migrate(db, 'bytea');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const notices = createPostgresNotices(url);
  return {
    read: db,
    async write(work) {
      try {
        return await db.transaction().execute(async (writer) => {
          const result = await work(writer);
          if (!result.ok) throw new Refused(result);
          return result;
        });
      } catch (error) {
        if (error instanceof Refused) return error.result as Awaited<ReturnType<typeof work>>;
        throw error;
      }
    },
    lockRows: (query, held) => (held === 'skip' ? query.forUpdate().skipLocked() : query.forUpdate()),
    // What is deleted is overwritten when PostgreSQL's own autovacuum and its log come to it.
    sweep: () => Promise.resolve(),
    notices,
    async close() {
      await notices.close();
      await db.destroy();
    },
  };
}
