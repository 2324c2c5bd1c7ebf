import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runServerProcess } from '../run-server-process.ts';
import { startPostgres } from '../store/sample-postgres.ts';
import { writeSampleSite } from '../write-sample-site.ts';

/** A server in a process of its own, on a PostgreSQL of its own, until the test is over. */
export async function startServerOnPostgres(env: Record<string, string> = {}) {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const server = await runServerProcess([process.execPath, join(import.meta.dirname, '../main.ts')], {
    BALLAST_WEB: writeSampleSite({}),
    BALLAST_LOCKERS: 'open',
    BALLAST_RATE: '0',
    DATABASE_URL: postgres.url,
    ...env,
  });
  onTestFinished(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
  });
  const { url } = server;
  if (url === undefined) throw new Error(server.output().stderr);
  return { postgres, server, app: { request: (path: string, init: RequestInit) => fetch(new URL(path, url), init) } };
}
