import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '#core/result.ts';
import { createLive, type Live } from './lockers/live.ts';
import type { LockerOptions } from './lockers/options.ts';
import { startSweeps } from './lockers/start-sweeps.ts';
import { placeOfBug } from './place-of-bug.ts';
import type { LockerConfig } from './read-config.ts';
import type { Database } from './store/database.ts';
import { NewerStore } from './store/migrations.ts';
import { openPostgres } from './store/postgres.ts';
import type { CannotOpenBeside } from './store/open-beside.ts';
import { openSqlite, type CannotOpen } from './store/sqlite.ts';

export type CannotReach = { readonly tag: 'database-unreachable' | 'data-newer' };
export type CannotOpenLockers = CannotOpen | CannotReach;

const reasons: Record<(CannotOpenLockers | CannotOpenBeside)['tag'], string> = {
  'data-in-use': 'Another Ballast already uses that folder. Stop it, or choose another with BALLAST_DATA.',
  'data-unusable': 'It cannot be written there, or the file is no database. See to its rights, or restore a backup.',
  'database-unreachable': 'The database of DATABASE_URL does not answer, or does not let Ballast in.',
  'data-newer': 'A newer Ballast has worked on it, and it stays as it is. Update this one first.',
  'other-version': 'A Ballast of another version runs on that folder. Start it again, then try once more.',
};

/** For whoever starts it. */
export function reasonOf(error: CannotOpenLockers | CannotOpenBeside): string {
  const isFromNewer = error.tag === 'data-unusable' && error.code === NewerStore.code;
  return reasons[isFromNewer ? 'data-newer' : error.tag];
}

export type OpenedLockers = {
  readonly options: LockerOptions;
  readonly live: Live;
  readonly close: () => Promise<void>;
};

/** Opens the store that the settings name, with the clock and the chance of this machine. */
export async function openLockers(
  { policy, databaseUrl, largestSpace, mostStreams, limits, months }: LockerConfig,
  dataDir: string,
  onBug: (place: string) => void,
): Promise<Result<OpenedLockers, CannotOpenLockers>> {
  const opened = databaseUrl === undefined ? await openSqlite(dataDir) : await reachPostgres(databaseUrl);
  if (!opened.ok) return opened;
  const database = opened.value;
  const options = {
    database,
    policy,
    largestSpace,
    limits,
    months,
    now: () => Date.now(),
    randomBytes: (length: number) => new Uint8Array(randomBytes(length)),
  };
  const stopSweeps = startSweeps({
    database,
    now: options.now,
    months,
    onBug: (error) => onBug(error instanceof Error ? placeOfBug(error) : 'unknown'),
  });
  const live = createLive(options, { mostStreams });
  return ok({
    options,
    live,
    async close() {
      live.close();
      await stopSweeps();
      await database.close();
    },
  });
}

// What PostgreSQL says of a failed start may hold the address with its password: it is not passed on.
export async function reachPostgres(url: string): Promise<Result<Database, CannotReach>> {
  try {
    return ok(await openPostgres(url));
  } catch (error) {
    return err({ tag: error instanceof NewerStore ? 'data-newer' : 'database-unreachable' });
  }
}
