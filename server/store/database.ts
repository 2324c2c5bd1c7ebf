import type { SelectQueryBuilder } from 'kysely';
import type { Result } from '#core/result.ts';
import type { Notices } from './notices.ts';
import type { Reader, Tables, Writer } from './tables.ts';

/** What differs between the databases. Everything else is the same SQL for both. */
export type Database = {
  /** Sees only what has been committed. */
  readonly read: Reader;
  /**
   * Runs `work` in a transaction. What it wrote stays when it is ok, and is on the disk when this resolves; otherwise
   * nothing of it stays. Rejects when the database fails.
   */
  readonly write: <T, E>(work: (writer: Writer) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /**
   * Makes other transactions that ask for the same rows wait until this one ends. Rows that another one has are waited
   * for, or left out.
   */
  readonly lockRows: <O>(
    query: SelectQueryBuilder<Tables, 'spaces', O>,
    held: 'wait' | 'skip',
  ) => SelectQueryBuilder<Tables, 'spaces', O>;
  readonly notices: Notices;
  /** After something was erased: takes it out of what the database still keeps beside its tables, as far as it can. */
  readonly sweep: () => Promise<void>;
  readonly close: () => Promise<void>;
};
