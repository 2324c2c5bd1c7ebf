import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runServerProcess } from '#server/run-server-process.ts';
import { buildWhenStale } from '../../tools/build-when-stale.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Origin of the server under test, without a slash at its end. A name, since passkeys refuse bare addresses. */
    origin: string;
  }
}

const root = join(import.meta.dirname, '../..');

/** Once for each run: builds the app if its sources have changed, and serves it with the real server. */
export default async function serveBuild(project: TestProject): Promise<() => Promise<void>> {
  const outcome = await buildWhenStale({ root, say: (line) => process.stdout.write(`${line}\n`) });
  if (outcome !== 'fresh' && outcome !== 'built') throw new Error('The sources do not build: nothing to test.');
  const server = await runServerProcess([process.execPath, join(root, 'server/main.ts')], {});
  if (server.url === undefined) throw new Error(server.output().stderr);
  project.provide('origin', `http://localhost:${new URL(server.url).port}`);
  return async () => {
    server.child.kill('SIGTERM');
    await server.ended;
  };
}
