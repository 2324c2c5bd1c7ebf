import { sql } from 'kysely';
import type { Reader } from './tables.ts';

/** Everything waits so long while it is tried: one that reads for minutes, such as a backup, must not hold all up. */
const PATIENCE_MS = 100;
const USUAL_PATIENCE_MS = 5_000;
const AGAIN_MS = 1_000;

/** Empties the write-ahead log of SQLite, or tries again later when another process still reads from it. */
export function createLogSweeper(writer: Reader): { readonly sweep: () => Promise<void>; readonly stop: () => void } {
  let again: NodeJS.Timeout | undefined;

  const isEmptied = () =>
    writer.connection().execute(async (one) => {
      await sql`pragma busy_timeout = ${sql.lit(PATIENCE_MS)}`.execute(one);
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(one);
      await sql`pragma busy_timeout = ${sql.lit(USUAL_PATIENCE_MS)}`.execute(one);
      return rows[0]?.busy === 0;
    });

  async function sweep(): Promise<void> {
    if (await isEmptied()) return;
    clearTimeout(again);
    again = setTimeout(() => void sweep().catch(() => undefined), AGAIN_MS).unref();
  }

  return { sweep, stop: () => clearTimeout(again) };
}
