import { err, ok, type Result } from '#core/result.ts';
import { reachPostgres, reasonOf } from '../open-lockers.ts';
import { readConfig } from '../read-config.ts';
import type { Database } from '../store/database.ts';
import { openBeside } from '../store/open-beside.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Surroundings } from './command.ts';

/** `beside`: also where a server is running. `alone`: only where none has the folder. */
export async function openStore(
  { env, cwd }: Surroundings,
  how: 'beside' | 'alone',
): Promise<Result<Database, { readonly reason: string }>> {
  // Who may make a locker does not matter here.
  const config = readConfig({ ...env, BALLAST_LOCKERS: 'closed' }, cwd);
  if (!config.ok)
    return err({ reason: config.error.map(({ name, expected }) => `${name} must be ${expected}.`).join('\n') });
  const { dataDir, lockers } = config.value;
  const url = lockers?.databaseUrl;
  const opened = await (url !== undefined
    ? reachPostgres(url)
    : how === 'beside'
      ? openBeside(dataDir)
      : openSqlite(dataDir));
  if (opened.ok) return ok(opened.value);
  const where = url === undefined ? ` in ${dataDir}` : '';
  return err({ reason: `Ballast cannot open its data${where}. ${reasonOf(opened.error)}` });
}
