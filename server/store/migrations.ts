import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { Tables } from './tables.ts';

/** The one type for which the two databases have no common name. */
export type BytesType = 'blob' | 'bytea';

/** Where what is over is looked for in the whole table. */
const WHAT_PASSES = [
  ['spaces', 'touched_at'],
  ['sessions', 'expires_at'],
  ['used_challenges', 'expires_at'],
  ['mailboxes', 'expires_at'],
] as const;

const lockers = (bytes: BytesType): Migration => ({
  async up(db) {
    await db.schema
      .createTable('vouchers')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema
      .createTable('spaces')
      .addColumn('space', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('touched_at', 'bigint', (column) => column.notNull())
      .addColumn('spared_until', 'bigint')
      .addColumn('cursor', 'bigint', (column) => column.notNull())
      .addColumn('manifest', 'bigint', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('devices')
      .addColumn('space', 'text', (column) => column.notNull())
      .addColumn('device', 'text', (column) => column.notNull())
      .addColumn('sign_key', sql.raw(bytes), (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .addColumn('came_at', 'bigint', (column) => column.notNull())
      .addColumn('seen', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('devices_key', ['space', 'device'])
      .execute();
    await db.schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('bytes', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('used_challenges')
      .addColumn('space', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('used_challenges_key', ['space', 'hash'])
      .execute();
    await db.schema
      .createTable('sessions')
      .addColumn('space', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('device', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('sessions_key', ['space', 'hash'])
      .execute();
    await db.schema
      .createTable('mailboxes')
      .addColumn('mailbox', 'text', (column) => column.primaryKey())
      .addColumn('space', 'text', (column) => column.notNull())
      .addColumn('device', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('claim_hash', 'text')
      .addColumn('asked', sql.raw(bytes))
      .addColumn('answered', sql.raw(bytes))
      .execute();
    await db.schema
      .createTable('sealed')
      .addColumn('space', 'text', (column) => column.notNull())
      .addColumn('cursor', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('chain', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('first_seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('first_hash', 'text')
      .addColumn('last_hash', 'text')
      .addColumn('bytes', sql.raw(bytes))
      .addColumn('signature', sql.raw(bytes))
      .addPrimaryKeyConstraint('sealed_key', ['space', 'cursor'])
      .addUniqueConstraint('sealed_place', ['space', 'kind', 'chain', 'seq'])
      .execute();
    for (const [table, column] of WHAT_PASSES)
      await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
  },
});

const migrations = (bytes: BytesType) => ({ '0001-lockers': lockers(bytes) });

/** In their order: a store that has all of them is as this version expects it. */
export const MIGRATIONS: readonly string[] = Object.keys(migrations('blob'));

/** Those that a store has gone through; null when it is none. */
export async function findMigrations(db: Kysely<Tables>): Promise<readonly string[] | null> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map(({ name }) => name);
  } catch {
    return null;
  }
}

/** A newer Ballast has worked on the store: what it put there is not known here. */
export class NewerStore extends Error {
  static readonly code = 'STORE_NEWER';
  readonly code = NewerStore.code;
  constructor() {
    super('a newer Ballast has worked on this store');
  }
}

/** Whether it has gone through a step that this version does not know. */
export const isNewer = (there: readonly string[]): boolean => there.some((name) => !MIGRATIONS.includes(name));

/**
 * Brings the tables to what this version expects. Run by several processes at once, one does it. Throws when it fails,
 * and `NewerStore` for one that it must leave alone.
 */
export async function migrate(db: Kysely<Tables>, bytes: BytesType): Promise<void> {
  if (isNewer((await findMigrations(db)) ?? [])) throw new NewerStore();
  const provider = { getMigrations: () => Promise.resolve(migrations(bytes)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('the tables could not be brought up to date');
}
