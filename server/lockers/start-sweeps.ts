import type { Database } from '../store/database.ts';
import { eraseExpired } from '../store/erase-expired.ts';

const HOUR = 3_600_000;

export type SweepOptions = {
  readonly database: Database;
  readonly now: () => number;
  /** As `eraseExpired` takes it. */
  readonly months: number;
  readonly onBug: (error: unknown) => void;
};

/** Erases what is over, now and every hour. Gives the way to stop, which waits for what is under way. */
export function startSweeps({ database, now, months, onBug }: SweepOptions): () => Promise<void> {
  let stopping = false;
  let running = Promise.resolve();
  const isStopping = () => stopping;
  const sweep = () => {
    running = running.then(() => eraseExpired(database, { now: now(), months, isStopping })).catch(onBug);
  };
  sweep();
  const timer = setInterval(sweep, HOUR).unref();
  return async () => {
    stopping = true;
    clearInterval(timer);
    await running;
  };
}
