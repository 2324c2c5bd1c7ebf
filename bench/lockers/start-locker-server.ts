import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServerProcess } from '#server/run-server-process.ts';
import type { Answering } from '#server/lockers/sample-device.ts';
import { known } from '../known.ts';

const serverFile = join(import.meta.dirname, '../../server/main.ts');
const bareFile = join(import.meta.dirname, 'bare-server.ts');

export type BenchServer = {
  readonly url: URL;
  readonly pid: number;
  readonly app: Answering;
  readonly stop: () => Promise<void>;
};

async function start(command: readonly [string, ...string[]], env: Record<string, string>): Promise<BenchServer> {
  const server = await runServerProcess(command, env);
  if (server.url === undefined) throw new Error(server.output().stderr);
  const url = new URL(server.url);
  return {
    url,
    pid: known(server.child.pid, 'process'),
    app: { request: (path, init) => fetch(new URL(path, url), init) },
    async stop() {
      server.child.kill('SIGTERM');
      await server.ended;
    },
  };
}

/** The real server in a process of its own, as a host starts it; anybody may ask as often as they like. */
export const startLockerServer = (env: Record<string, string>): Promise<BenchServer> =>
  start([process.execPath, serverFile], { BALLAST_LOCKERS: 'open', BALLAST_RATE: '0', ...env });

/** `where`: a folder for SQLite, or `postgres://…`. */
export const startBareServer = (where: string): Promise<BenchServer> => start([process.execPath, bareFile, where], {});

export function makeFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
